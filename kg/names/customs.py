"""Words by which the customs of names are told: titles, particles, surnames of countries that write them first."""

from __future__ import annotations

import re
from typing import Final

HONORIFICS: Final = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady baron baroness count countess duke duchess rev reverend father sister"
    " archbishop cardinal bishop rabbi imam sheikh shaikh sheik sayyid sayed hojatoleslam ayatollah mullah maulana"
    " viscount marquess haji hajji alhaji alhaj hajia king queen prince princess emir sultan hon gen lt col maj capt"
    " cmdr adm sgt brig comrade cde comandante commandante mwalimu ustaz chief pandit shri sri smt datuk dato tunku"
    " tengku majesty highness excellency eminence holiness honourable honorable u daw dona monsignor fr rt samdech"
    " techo".split()
)
HONOURS: Final = frozenset(
    "phd md mp kbe cbe obe esq mbe dbe gbe cmg kcmg dcmg gcmg kcb gcb kcvo gcvo qc kc mep mla mlc mhr oam onzm cnzm"
    " dnzm qso frs".split()
)
SUFFIXES: Final = HONOURS | {"jr", "sr", "ii", "iii", "iv"}
PARTICLES: Final = frozenset(
    "van von der den de del della di da do dos das du des la le lo ter ten zu zum zur af av bin ibn bint ben abu al"
    " el ul ur ould ag dia wa ole arap y e st san mac".split()
)
ARTICLES: Final = frozenset({"al", "el", "ul", "ur"})
FATHER: Final = frozenset({"bin", "ibn", "bint", "ben", "ould"})
NOBLE: Final = frozenset(
    "lord lady baron baroness count countess duke duchess viscount marquess prince princess".split()
)
COMPOUNDING: Final = frozenset({"abdul", "abdel", "abd", "abdal", "abu", "abou"})

# Surnames written before the given name, by the spelling in use in news. Those shared with Western names need a given
# name of the right form beside them.
KOREAN: Final = frozenset(
    "kim lee park pak choi choe jung jeong chung kang cho jo yoon yun jang chang lim im rim han oh o shin sin seo"
    " suh so kwon hwang ahn an song ryu yu yoo hong ko koh moon mun son sohn bae pae paek baek baik heo hur ho nam"
    " noh ro roh ri rhee yi yang cha joo chu ju ha min kwak jin jon jeon chun chon paik pyo bang wi ma won hyon hyun"
    " thae".split()
)
CHINESE: Final = frozenset(
    "wang li zhang liu chen yang zhao huang zhou wu xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang"
    " teng chao tung tsao"
    " deng feng han cao zeng peng yuan lu jiang cai jia ding wei xue ye yan yu pan du dai xia zhong tian ren fan fang"
    " shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian lei yin"
    " lai gong xi geng hua mo ni qi qiang rong shen sheng shu su tao tong wen xiang xing yi zha zhuang zong chang"
    " dong lou ke bo hua tsai chiang hsu hsieh tseng kuo yeh chou chu soong yen lien".split()
)
VIETNAMESE: Final = frozenset(
    "nguyen tran le pham phan vu vo dang bui do ho ngo duong ly dinh truong hoang huynh to luong".split()
)
VIETNAMESE_MIDDLE: Final = frozenset(
    "van thi xuan minh duc quang ngoc phu tan thanh huu cong dinh trong kim hong thien hai binh bich cao the chi"
    " manh tuan viet quoc ba nang dai".split()
)
PINYIN: Final = re.compile(
    r"^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un"
    r"|ia|ie|iu|ua|ui|uo|ue|er|a|o|e|i|u)){1,2}$"
)
SYLLABLE: Final = re.compile(
    r"^(?:k|kk|n|t|d|r|l|m|b|p|s|ss|j|jj|ch|h|g|y|w|sh|ky|gy|hy|ry|my|by|py|kw|gw|hw)?"
    r"(?:a|ae|ya|eo|e|yeo|ye|o|wa|oe|oi|yo|u|oo|wo|wi|yu|eu|ui|i|ee|ou|ai|ay|young|yong)(?:ng|k|n|l|m|p|t|h|r|ck|hn|uh)?$"
)
PATRONYMIC: Final = re.compile(r"^\w+(?:ovich|evich|ich|ovna|evna|ichna|ovych|ivna|yevich|oglu|ogly|qizi)$")
SPANISH_GIVEN: Final = frozenset(
    "alberto alejandro alfonso alfredo alvaro ana andres angel antonio arturo beatriz carlos carmen cesar claudia"
    " cristina daniel david diego eduardo elena enrique ernesto esteban eugenia felipe fernando fidel francisco"
    " gabriel gabriela gerardo gloria gonzalo guillermo gustavo hector hugo ignacio isabel ivan jaime javier jesus"
    " joaquin jorge jose josefina juan julia julio laura leonel leopoldo luis luisa manuel marcelo marcos margarita"
    " maria mario marta martin mauricio miguel monica nicolas oscar pablo patricia pedro rafael ramon raul ricardo"
    " adolfo belisario hernan lucio osvaldo patricio rodolfo virgilio"
    " roberto rodrigo rosa ruben salvador santiago sebastian sergio silvia susana teresa tomas veronica vicente"
    " victor violeta ximena".split()
)
SHORT_GIVEN: Final = {
    "mike": "michael", "steve": "steven", "stephen": "steven", "bill": "william", "will": "william", "bob": "robert",
    "rob": "robert", "jim": "james", "joe": "joseph", "tom": "thomas", "tony": "anthony", "dave": "david",
    "dan": "daniel", "chris": "christopher", "ben": "benjamin", "jeff": "jeffrey", "geoffrey": "jeffrey",
    "greg": "gregory", "ken": "kenneth", "larry": "lawrence", "matt": "matthew", "nick": "nicholas", "pat": "patrick",
    "phil": "philip", "phillip": "philip", "ron": "ronald", "sam": "samuel", "sue": "susan", "tim": "timothy",
    "ted": "edward", "ed": "edward", "dick": "richard", "rick": "richard", "liz": "elizabeth", "kate": "katherine",
    "jack": "john", "jon": "jonathan", "andy": "andrew", "don": "donald", "doug": "douglas", "fred": "frederick",
    "gerry": "gerald", "josh": "joshua", "zach": "zachary", "jimmy": "james", "bobby": "robert", "billy": "william",
    "johnny": "john", "tommy": "thomas", "charlie": "charles", "chuck": "charles", "pete": "peter", "hank": "henry",
    "walt": "walter", "vince": "vincent", "stan": "stanley", "ray": "raymond", "alex": "alexander", "al": "albert",
    "abe": "abraham", "peggy": "margaret", "maggie": "margaret", "debbie": "deborah", "cathy": "catherine",
    "katharine": "katherine", "catherine": "katherine", "kathy": "katherine", "mick": "michael", "jake": "jacob",
    "pepe": "jose", "paco": "francisco",
    # one given name in Russian and in Ukrainian or Belarusian
    "volodymyr": "vladimir", "uladzimir": "vladimir", "oleksandr": "alexander", "alyaksandr": "alexander",
    "aleksandr": "alexander", "mykola": "nikolai", "oleksiy": "aleksei", "olena": "yelena", "mykhailo": "mikhail",
    "dmytro": "dmitri", "pavlo": "pavel", "petro": "pyotr", "vasyl": "vasily", "yevhen": "yevgeny", "ihor": "igor",
    "oleh": "oleg", "serhiy": "sergei", "serhii": "sergei", "siarhei": "sergei", "hryhoriy": "grigory",
    "andriy": "andrei", "kostyantyn": "konstantin", "heorhiy": "georgy", "yuriy": "yuri",
}  # fmt: skip
