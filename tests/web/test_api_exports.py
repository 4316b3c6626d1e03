"""Exports over HTTP: every form as the command writes it, as a file; bounded; several files as an archive."""

import io
import zipfile

import pytest

from kg.errors import SizeLimitError, TimeLimitError
from kg.export import FORMATS, FolderForm
from kg.web.api import bounds, exports


@pytest.mark.parametrize("form", FORMATS)
def test_a_form_is_sent_as_a_file_that_holds_what_python_gives(client, graph, form):
    answer = client.get(f"/api/exports/{form}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename={exports.file_of(form)}"
    if isinstance(FORMATS[form], FolderForm):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            assert archive.testzip() is None
            held = {name: archive.read(name) for name in archive.namelist()}
        assert held == {name: b"".join(pieces) for name, pieces in graph.export_files(form).items()}
    else:
        assert answer.mimetype == FORMATS[form].media_type
        assert answer.data == b"".join(graph.export(form))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_generation_gives_the_same_bytes(client, form):
    first, again = (client.get(f"/api/exports/{form}") for _ in range(2))
    assert first.data == again.data
    assert first.headers["ETag"] == again.headers["ETag"]


def test_wishes_and_measures_choose_what_it_holds(client, graph):
    asked = {"status": "planned", "since": "2024-05-01", "measure": ["degree", "community"]}
    wanted = graph.export("gexf", status="planned", since="2024-05-01", measures=["degree", "community"])
    assert client.get("/api/exports/gexf", query_string=asked).data == b"".join(wanted)


def test_a_bitmap_that_nothing_draws_is_told_with_the_mend(client, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("kg.export.drawn.bitmap.import_module", missing)
    answer = client.get("/api/exports/png?until=2031-02-01")
    assert answer.status_code == 501
    assert answer.json["type"].endswith("#not-installed")
    assert "pip install" in answer.json["detail"]


def test_a_picture_takes_a_number_of_persons_and_other_forms_do_not(client):
    assert "The 2 persons with the most contacts" in client.get("/api/exports/html?top=2").text
    assert [client.get(f"/api/exports/{form}?top=2").status_code for form in ("gexf", "turtle")] == [400, 400]


def test_the_list_tells_every_form_and_leads_to_it(client):
    listed = client.get("/api/exports").json
    assert [form["name"] for form in listed] == list(FORMATS)
    for form in listed:
        answer = client.get(f"/api/exports/{form['name']}", query_string={"type": "meeting"})
        assert answer.status_code == (200 if form["filters"] else 400)
        answer = client.get(f"/api/exports/{form['name']}", query_string={"measure": "degree"})
        assert answer.status_code == (200 if form["measures"] else 400)


def test_an_export_is_zipped_on_its_way_for_whoever_takes_it(client):
    zipped = client.get("/api/exports/nquads", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    archive = client.get("/api/exports/csv", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in archive.headers


@pytest.mark.parametrize(
    ("limits", "error"),
    [({"seconds": 60, "size": 100}, SizeLimitError), ({"seconds": -1, "size": 1 << 30}, TimeLimitError)],
    ids=["size", "time"],
)
@pytest.mark.parametrize("form", ["gexf", "csv", "nquads"])
def test_an_export_that_costs_too_much_is_sent_away_to_the_command(graph, form, limits, error):
    with pytest.raises(error) as told:
        exports.made(graph, form, {}, **limits)
    assert "kg export" in told.value.mend


@pytest.mark.parametrize(
    "address", ["rank", "bridges", "communities", "ego?person=Petit", "exports/gexf", "timeline?one=Petit&other=Otieno"]
)
def test_a_large_network_is_sent_away_to_the_command(client, monkeypatch, address):
    monkeypatch.setattr(bounds, "MOST_FACTS", 1)
    monkeypatch.setattr(bounds, "MOST_EXPORTED", 1)
    answer = client.get(f"/api/{address}{'&' if '?' in address else '?'}until=2031-01-01")
    assert answer.status_code == 413
    assert answer.json["type"].endswith("#size-limit")
    command = "export" if "exports" in address else address.partition("?")[0]
    assert f"Run kg {command} where the store is" in answer.json["detail"]


@pytest.mark.parametrize("address", ["rank?", "exports/gexf?", "connect?name=Petit&name=Otieno&"])
def test_a_network_that_may_not_be_held_is_not_read(client, monkeypatch, address):
    monkeypatch.setitem(vars(client.application.extensions["kg"].graph.get()), "is_vast", True)
    answer = client.get(f"/api/{address}until=2031-03-01")
    assert answer.status_code == 413
    assert "KG_NETWORK_CONTACTS" in answer.json["detail"]


def test_betweenness_is_measured_of_smaller_networks(client, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_SEARCHED", 1)
    assert client.get("/api/rank?by=betweenness&until=2031-02-01").status_code == 413
    assert client.get("/api/rank?by=pagerank&until=2031-02-01").status_code == 200


def test_reasons_of_an_event_are_told_of_few_articles_alone(client, browse, graph, monkeypatch):
    event = next(thing for thing in graph.names.things if thing.kind == "Event")
    assert client.get("/api/entities", query_string={"iri": event.iri, "why": "true"}).status_code == 200
    monkeypatch.setattr(bounds, "MOST_ARTICLES", 1)
    told = client.get("/api/entities", query_string={"iri": event.iri, "why": "true", "name": ""})
    assert told.status_code == 200  # kept
    place = event.iri.partition("/id/")[2]
    assert client.get(f"/api/entities/{place}?why=true").status_code == 413
    assert browse(f"/id/{place}", why="1").status_code == 413
    assert client.get(f"/api/entities/{place}").status_code == 200
    assert client.get("/api/entities/person/anna-petit?why=true").status_code == 200


@pytest.mark.parametrize("form", ["png", "svg", "html"])
def test_a_control_character_in_a_filter_is_no_error_and_travels_nowhere(client, form):
    answer = client.get(f"/api/exports/{form}?in=Kenya%01%0B")
    assert answer.status_code == 200
    assert form == "png" or not {"\x01", "\x0b"} & set(answer.text)


@pytest.mark.parametrize(("form", "steps"), [("svg", 4), ("gexf", 3), ("csv", 3)])
def test_an_export_may_be_ended_between_its_steps(graph, monkeypatch, form, steps):
    """Network, measures, what is drawn; of a picture nothing is written before."""
    for last in range(1, steps):
        looked = []

        def look(_limits, looked=looked, last=last):
            looked.append(1)
            if len(looked) == last:
                raise TimeLimitError("it takes too long")

        monkeypatch.setattr(exports.Limits, "check", look)
        with pytest.raises(TimeLimitError):
            exports.made(graph, form, {"measures": ("degree",)}, seconds=60, size=1 << 30)
        assert len(looked) == last
