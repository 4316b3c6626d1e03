"use strict";
// The page is whole without this: a picture whose parts are links into three tables. This makes the picture move and
// answer. All words come from the page itself or from its data, and are set as text, never as markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const { persons, ties, facts, statuses } = data;
  const svg = byId("graph");
  const view = byId("view");
  const frame = svg.viewBox.baseVal;
  const panel = byId("panel");
  const tip = byId("tip");
  const lines = [...svg.querySelectorAll(".ties a")];
  const marks = [...svg.querySelectorAll(".persons a")];
  const names = [...svg.querySelectorAll(".names text")];
  const rows = (kind, all) => all.map((_, index) => byId(kind + index));
  const rowsOf = { p: rows("p", persons), t: rows("t", ties), f: rows("f", facts) };
  const tiesOf = persons.map(() => []);
  ties.forEach((tie, index) => { tiesOf[tie[0]].push(index); tiesOf[tie[1]].push(index); });
  const ranked = persons.map((_, index) => index).sort((a, b) => persons[b].c - persons[a].c || a - b);
  const size = (person) => names[person].dataset.size * 1;
  const factOn = facts.map(() => true);
  const tieOn = ties.map((tie) => tie[2].length);
  const personOn = persons.map(() => true);
  const at = { k: 1, x: 0, y: 0 };
  let widths = null;
  let swell = 1; // how much larger persons are drawn where the picture is small
  let chosen = null; // ["p" or "t", number]
  let here = -1; // person that the arrow keys are at
  const before = [];

  const plural = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
  const make = (kind, words, parts = {}) => {
    const found = document.createElement(kind);
    if (words !== undefined) found.textContent = words;
    for (const [name, value] of Object.entries(parts)) found.setAttribute(name, value);
    return found;
  };
  const named = (person) => make("bdi", persons[person].n);
  const say = (words) => { byId("said").textContent = words; };

  // ------------------------------------------------------------------------------------------------ looking
  const look = () => {
    view.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${at.k})`);
    clearTimeout(look.later);
    look.later = setTimeout(placeNames, 60);
  };
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const inside = (spot) => ({ x: (spot.x - at.x) / at.k, y: (spot.y - at.y) / at.k });
  const zoom = (factor, spot) => {
    const k = Math.min(12, Math.max(0.4, at.k * factor));
    const centre = spot || { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
    at.x = centre.x - (centre.x - at.x) * k / at.k;
    at.y = centre.y - (centre.y - at.y) * k / at.k;
    at.k = k;
    look();
  };
  const fit = () => { Object.assign(at, { k: 1, x: 0, y: 0 }); look(); };

  // Names and persons keep about their size on the screen, so that coming nearer makes room for more of them.
  const placeNames = () => {
    if (!widths) {
      svg.classList.add("measuring"); // all at once: to show and measure one after another lays out the page each time
      widths = names.map((name, index) => name.getComputedTextLength() / size(index));
      svg.classList.remove("measuring");
    }
    const pixel = 1 / (svg.getScreenCTM().a || 1);
    const must = new Set(!chosen ? [] : chosen[0] === "p" ? [chosen[1]] : ties[chosen[1]].slice(0, 2));
    const taken = [];
    swell = Math.max(1, Math.min(1.8, 0.62 * pixel)) * Math.pow(at.k, -0.3);
    persons.forEach((_, index) => place(index));
    const discs = persons.filter((_, index) => personOn[index]).map(({ x, y, r }) => [x - r * swell, y - r * swell, x + r * swell, y + r * swell]);
    const meets = (box, others) => others.some((other) => other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1]);
    const corner = svg.getBoundingClientRect(); // what is seen of the picture: no name is cut at its edge
    const [low, high] = [[corner.left, corner.top], [corner.right, corner.bottom]]
      .map(([clientX, clientY]) => inside(point({ clientX, clientY })));
    const seen = (box) => box[0] >= low.x && box[1] >= low.y && box[2] <= high.x && box[3] <= high.y;
    const first = ranked.filter((person) => names[person].classList.contains("lit"));
    for (const person of new Set([...must, ...first, ...ranked])) {
      if (!personOn[person]) continue;
      const { x, y } = persons[person];
      const r = persons[person].r * swell;
      const letters = size(person) * Math.max(pixel, 0.6) * Math.pow(at.k, -0.85);
      const lit = names[person].classList.contains("lit");
      const wide = widths[person] * letters * (lit ? 1.08 : 1);
      const aside = r + 3 / at.k + wide / 2;
      const above = r + 2 / at.k + letters * 0.62;
      const box = (spot) => [spot[0] - wide / 2, spot[1] - letters * 0.6, spot[0] + wide / 2, spot[1] + letters * 0.6];
      const around = [0, 0.9, 2].flatMap((more) => {
        const [across, down] = [aside + more * letters, above + more * letters];
        return [[x, y + down], [x, y - down], [x + across, y], [x - across, y],
          ...[0.75, 0.4].flatMap((part) => [[x + part * across, y + down], [x - part * across, y + down], [x + part * across, y - down], [x - part * across, y - down]])];
      });
      const free = around.filter((spot) => !meets(box(spot), taken) && !meets(box(spot), discs)); // over nobody
      const spot = free.find((each) => seen(box(each))) || (must.has(person) && (free[0] || [x, y + above]));
      names[person].classList.toggle("far", !spot);
      if (!spot) continue;
      taken.push(box(spot));
      names[person].setAttribute("x", spot[0].toFixed(1));
      names[person].setAttribute("y", (spot[1] + letters * 0.36).toFixed(1));
      names[person].setAttribute("font-size", letters.toFixed(2));
      names[person].setAttribute("stroke-width", (letters / 4).toFixed(2));
    }
  };
  const place = (person) => {
    marks[person].setAttribute("transform", `translate(${persons[person].x} ${persons[person].y}) scale(${swell.toFixed(3)})`);
  };
  const drawPerson = (person) => {
    const { x, y } = persons[person];
    place(person);
    for (const tie of tiesOf[person]) {
      const end = ties[tie][0] === person ? 1 : 2;
      lines[tie].firstElementChild.setAttribute(`x${end}`, x);
      lines[tie].firstElementChild.setAttribute(`y${end}`, y);
    }
  };
  const nearest = (spot, reach) => {
    let found = null;
    let best = reach;
    ties.forEach((tie, index) => {
      if (!tieOn[index]) return;
      const [a, b] = [persons[tie[0]], persons[tie[1]]];
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const along = Math.min(1, Math.max(0, ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      const distance = Math.hypot(spot.x - a.x - along * dx, spot.y - a.y - along * dy);
      if (distance < best) [best, found] = [distance, index];
    });
    return found;
  };
  // What a pointer is at: a person, else the tie next to it.
  const under = (event) => {
    const link = event.target.closest && event.target.closest(".persons a");
    if (link) return ["p", marks.indexOf(link)];
    const scale = svg.getScreenCTM().a * at.k;
    const tie = nearest(inside(point(event)), 7 / scale);
    return tie === null ? null : ["t", tie];
  };
  const told = ([kind, index]) => kind === "p"
    ? `${persons[index].n}: ${plural(persons[index].c, "contact")}`
    : `${persons[ties[index][0]].n} and ${persons[ties[index][1]].n}: ${plural(tieOn[index], "event")}`;

  // ----------------------------------------------------------------------------------------------- pointers
  const pointers = new Map();
  let press = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const target = under(event);
    press = { target, start: point(event), from: { ...at }, client: [event.clientX, event.clientY], moved: pointers.size > 1 };
    if (target && target[0] === "p") press.person = { ...persons[target[1]] };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!press || !pointers.has(event.pointerId)) { hover(event); return; }
    const last = [...pointers.values()];
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size === 2) {
      const now = [...pointers.values()];
      const gap = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y) || 1;
      zoom(gap(now) / gap(last), new DOMPoint((now[0].x + now[1].x) / 2, (now[0].y + now[1].y) / 2).matrixTransform(svg.getScreenCTM().inverse()));
      press.moved = true;
      return;
    }
    if (!press.moved && Math.hypot(event.clientX - press.client[0], event.clientY - press.client[1]) < 4) return;
    if (!press.moved) {
      press.moved = true;
      press.from = { ...at };
      svg.setPointerCapture(event.pointerId);
      svg.classList.add("moving");
      tip.hidden = true;
    }
    const spot = point(event);
    const [dx, dy] = [spot.x - press.start.x, spot.y - press.start.y];
    if (press.person) {
      const person = press.target[1];
      persons[person].x = +(press.person.x + dx / at.k).toFixed(1);
      persons[person].y = +(press.person.y + dy / at.k).toFixed(1);
      drawPerson(person);
      clearTimeout(look.later);
      look.later = setTimeout(placeNames, 60);
    } else {
      at.x = press.from.x + dx;
      at.y = press.from.y + dy;
      look();
    }
  });
  const release = (event) => {
    pointers.delete(event.pointerId);
    svg.classList.remove("moving");
    if (press && !press.moved && event.type === "pointerup") {
      if (press.target) open(press.target, true);
      else close();
    }
    if (!pointers.size) press = null;
  };
  svg.addEventListener("pointerup", release);
  svg.addEventListener("pointercancel", release);
  svg.addEventListener("pointerleave", () => { tip.hidden = true; });
  svg.addEventListener("click", (event) => event.preventDefault()); // links lead there where this does not run
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), point(event));
  }, { passive: false });
  const hover = (event) => {
    if (hover.waiting) return;
    hover.waiting = true;
    requestAnimationFrame(() => {
      hover.waiting = false;
      const target = under(event);
      svg.classList.toggle("near", Boolean(target));
      tip.hidden = !target;
      if (!target) return;
      tip.textContent = told(target);
      const box = svg.parentElement.getBoundingClientRect();
      tip.style.left = `${Math.max(4, Math.min(event.clientX - box.left + 12, box.width - tip.offsetWidth - 4))}px`;
      tip.style.top = `${Math.max(4, Math.min(event.clientY - box.top + 14, box.height - tip.offsetHeight - 4))}px`;
    });
  };

  // ------------------------------------------------------------------------------------------------- panel
  const light = () => {
    for (const part of svg.querySelectorAll(".lit")) part.classList.remove("lit");
    svg.classList.toggle("focus", Boolean(chosen));
    if (!chosen) { placeNames(); return; }
    const [kind, index] = chosen;
    const around = kind === "p" ? tiesOf[index].filter((tie) => tieOn[tie]) : [index];
    const who = new Set(kind === "p" ? [index] : []);
    for (const tie of around) {
      lines[tie].classList.add("lit");
      who.add(ties[tie][0]).add(ties[tie][1]);
    }
    for (const person of who) { marks[person].classList.add("lit"); names[person].classList.add("lit"); }
    placeNames();
  };
  const button = (label, act, more) => {
    const found = make("button", undefined, { type: "button" });
    found.append(label);
    if (more) found.append(make("span", more));
    found.addEventListener("click", act);
    return found;
  };
  // one after the other: of a list of any length the engine takes no spread
  const least = (found, place) => found.reduce((known, fact) => Math.min(known, fact[place]), Infinity);
  const greatest = (found, place) => found.reduce((known, fact) => Math.max(known, fact[place]), -Infinity);
  const years = (numbers) => {
    const dated = numbers.map((fact) => facts[fact]).filter((fact) => fact[1]);
    if (!dated.length) return "";
    const [low, high] = [least(dated, 1), greatest(dated, 2)];
    return low === high ? `${low}` : `${low}–${high}`;
  };
  const ofPerson = (person) => {
    const parts = [named(person)];
    const heading = make("h2", undefined, { tabindex: "-1" });
    heading.append(...parts);
    const around = tiesOf[person].filter((tie) => tieOn[tie]);
    around.sort((a, b) => tieOn[b] - tieOn[a] || a - b);
    const known = persons[person];
    const facts_ = [plural(known.c, "contact"), plural(known.e, "event"), ...known.m];
    const shown = around.length === known.c ? "" : ` ${plural(around.length, "tie")} shown here.`;
    const list = make("ul", undefined, { class: "listed" });
    for (const tie of around) {
      const other = ties[tie][0] === person ? ties[tie][1] : ties[tie][0];
      const on = ties[tie][2].filter((fact) => factOn[fact]);
      const said = [...new Set(on.filter((fact) => !statuses[facts[fact][0]].happened).map((fact) => statuses[facts[fact][0]].label))];
      const more = [plural(on.length, "event"), years(on), on.some((fact) => statuses[facts[fact][0]].happened) ? "" : said.join(", ")];
      const item = make("li");
      item.append(button(named(other), () => open(["t", tie], true), more.filter(Boolean).join(", ")));
      list.append(item);
    }
    return [heading, make("p", `${facts_.join(", ")}. ${known.g ? `Group: ${known.g}.` : ""}${shown}`, { class: "quiet" }), list];
  };
  const ofTie = (tie) => {
    const [one, other, all] = ties[tie];
    const heading = make("h2", undefined, { tabindex: "-1" });
    heading.append(button(named(one), () => open(["p", one], true)), " and ", button(named(other), () => open(["p", other], true)));
    const on = all.filter((fact) => factOn[fact]);
    const left = all.length - on.length;
    const found = [heading, make("p", `${plural(on.length, "event")}${left ? `; ${left} more left out by the filters above` : ""}.`, { class: "quiet" })];
    for (const fact of on) {
      const cells = rowsOf.f[fact].cells;
      const part = make("section", undefined, { class: "event" });
      const words = make("p");
      words.append(...[...cells[1].cloneNode(true).childNodes], ` · ${cells[2].textContent || "no date"} · ${cells[3].textContent || "no place"}`);
      part.append(make("h3", cells[0].textContent), words, cells[5].firstElementChild.cloneNode(true));
      found.push(part);
    }
    return found;
  };
  const show = (focus) => {
    const [kind, index] = chosen;
    const bar = make("div", undefined, { class: "bar" });
    if (before.length) bar.append(button("Back", () => { const last = before.pop(); chosen = null; open(last, true, false); }));
    bar.append(button("Close", () => { close(); svg.focus({ preventScroll: true }); }));
    panel.replaceChildren(bar, ...(kind === "p" ? ofPerson(index) : ofTie(index)));
    panel.hidden = false;
    panel.scrollTop = 0;
    if (focus) panel.querySelector("h2").focus({ preventScroll: true });
    light();
  };
  const open = (target, focus, keep = true) => {
    if (chosen && keep && String(chosen) !== String(target)) before.push(chosen);
    chosen = target;
    if (target[0] === "p") mark(target[1]);
    history.replaceState(null, "", `#${target[0]}${target[1]}`);
    show(focus);
  };
  const close = () => {
    chosen = null;
    before.length = 0;
    panel.hidden = true;
    history.replaceState(null, "", location.pathname + location.search);
    light();
  };
  const mark = (person) => {
    if (here >= 0) marks[here].classList.remove("here");
    here = person;
    marks[here].classList.add("here");
  };

  // ------------------------------------------------------------------------------------------------ filters
  const boxes = statuses.map((status, index) => {
    const label = make("label");
    const box = make("input", undefined, { type: "checkbox", value: index });
    box.checked = true;
    box.addEventListener("change", filter);
    label.append(box, `${status.label} (${facts.filter((fact) => fact[0] === index).length})`);
    byId("statuses").append(label);
    return box;
  });
  const told_years = facts.filter((fact) => fact[1]);
  const low = least(told_years, 1);
  const high = Math.min(greatest(told_years, 2), low + 400);
  for (const list of [byId("since"), byId("until")]) {
    for (let year = low; told_years.length && year <= high; year += 1) list.append(make("option", year, { value: year }));
    list.addEventListener("change", filter);
  }
  byId("years").hidden = !told_years.length;
  function filter() {
    const since = byId("since").value * 1;
    const until = byId("until").value * 1;
    facts.forEach((fact, index) => {
      const when = !since && !until ? true : Boolean(fact[1]) && (!since || fact[2] >= since) && (!until || fact[1] <= until);
      factOn[index] = when && boxes[fact[0]].checked;
      rowsOf.f[index].hidden = !factOn[index];
    });
    const all = factOn.every(Boolean);
    ties.forEach((tie, index) => {
      const on = tie[2].filter((fact) => factOn[fact]);
      tieOn[index] = on.length;
      lines[index].classList.toggle("off", !on.length);
      rowsOf.t[index].hidden = !on.length;
      const line = lines[index].firstElementChild;
      line.setAttribute("stroke-width", Math.min(data.thickest, data.thinnest * Math.sqrt(Math.max(1, on.length))).toFixed(1));
      if (on.some((fact) => statuses[facts[fact][0]].happened)) line.removeAttribute("stroke-dasharray");
      else line.setAttribute("stroke-dasharray", data.dashes);
    });
    persons.forEach((_, index) => {
      personOn[index] = all || tiesOf[index].some((tie) => tieOn[tie]);
      for (const part of [marks[index], names[index]]) part.classList.toggle("off", !personOn[index]);
      rowsOf.p[index].hidden = !personOn[index];
    });
    const counts = [plural(personOn.filter(Boolean).length, "person"), plural(tieOn.filter(Boolean).length, "tie"), plural(factOn.filter(Boolean).length, "event")];
    const turned = since && until && since > until ? ` No year is from ${since} and to ${until}: exchange the two.` : "";
    byId("count").textContent = `Shown: ${counts.join(", ")}.${since || until ? " Events without a date are left out." : ""}${turned}`;
    if (chosen) show(false);
    else placeNames();
  }
  byId("all").addEventListener("click", () => {
    for (const box of boxes) box.checked = true;
    byId("since").value = byId("until").value = "";
    filter();
  });

  // ------------------------------------------------------------------------------------------------- search
  const box = byId("search");
  const found = byId("found");
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const folded = persons.map((person) => plain(person.n));
  box.addEventListener("input", () => {
    const wanted = plain(box.value).split(/\s+/).filter(Boolean);
    const hits = wanted.length ? ranked.filter((person) => wanted.every((word) => folded[person].includes(word))) : [];
    found.replaceChildren(...hits.slice(0, 12).map((person) => {
      const item = make("li");
      const more = personOn[person] ? plural(persons[person].c, "contact") : "left out by the filters";
      item.append(button(named(person), () => pick(person), more));
      return item;
    }));
    if (wanted.length && !hits.length) found.append(make("li", "Nobody here is called so."));
    found.hidden = !wanted.length;
    say(wanted.length ? plural(hits.length, "person") : "");
  });
  const pick = (person) => {
    found.hidden = true;
    box.value = "";
    open(["p", person], true);
  };
  box.addEventListener("keydown", (event) => {
    const first = found.querySelector("button");
    if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
    if (event.key === "Escape") found.hidden = true;
  });
  found.addEventListener("keydown", (event) => {
    const all = [...found.querySelectorAll("button")];
    const place = all.indexOf(document.activeElement);
    const next = { ArrowDown: all[place + 1], ArrowUp: all[place - 1] || box }[event.key];
    if (next) { event.preventDefault(); next.focus(); }
    if (event.key === "Escape") { found.hidden = true; box.focus(); }
  });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".find")) found.hidden = true; });

  // ----------------------------------------------------------------------------------------------- keyboard
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ways[event.key];
    if (way && event.shiftKey) { at.x -= way[0] * frame.width / 12; at.y -= way[1] * frame.height / 12; look(); }
    else if (way) {
      const from = here >= 0 ? persons[here] : null;
      let best = Infinity;
      let next = from ? -1 : ranked.find((person) => personOn[person]);
      persons.forEach((person, index) => {
        if (!from || index === here || !personOn[index]) return;
        const [dx, dy] = [person.x - from.x, person.y - from.y];
        const ahead = dx * way[0] + dy * way[1];
        const cost = ahead > 0 ? ahead + 2 * Math.abs(dx * way[1] + dy * way[0]) : Infinity;
        if (cost < best) [best, next] = [cost, index];
      });
      if (next >= 0) { mark(next); say(told(["p", next])); }
    } else if (event.key === "Enter" && here >= 0) open(["p", here], true);
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen && !event.target.closest(".find")) { close(); svg.focus({ preventScroll: true }); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("td a[href^='#p'], td a[href^='#t']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const target = link.getAttribute("href");
    open([target[1], target.slice(2) * 1], true);
    svg.scrollIntoView({ block: "start" });
  });
  new ResizeObserver(() => {
    clearTimeout(look.later);
    look.later = setTimeout(placeNames, 60);
  }).observe(svg);
  byId("nearer").addEventListener("click", () => zoom(1.4));
  byId("farther").addEventListener("click", () => zoom(1 / 1.4));
  byId("whole").addEventListener("click", fit);

  names.forEach((name) => { name.dataset.size = name.getAttribute("font-size"); });
  document.body.classList.add("live");
  svg.setAttribute("role", "application");
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("aria-label", "The network. Arrow keys go from person to person, Enter opens one, plus and minus zoom, Shift with arrows moves.");
  svg.removeAttribute("aria-labelledby");
  for (const part of document.querySelectorAll("[data-live]")) part.hidden = false;
  filter();
  const asked = /^#([pt])(\d+)$/.exec(location.hash);
  const arrive = (target) => {
    if (!target || !(target[1] === "p" ? persons : ties)[target[2]]) return;
    open([target[1], target[2] * 1], false);
    // The browser goes to the row of the table, which is below: what was asked for stands in the panel.
    const top = () => svg.scrollIntoView({ block: "start" });
    top();
    if (document.readyState === "complete") requestAnimationFrame(top);
    else addEventListener("load", () => requestAnimationFrame(top), { once: true });
  };
  arrive(asked);
  addEventListener("hashchange", () => arrive(/^#([pt])(\d+)$/.exec(location.hash)));
})();
