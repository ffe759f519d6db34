"""Synthetic offers for measurements: always the same ones, with the words of the demonstration.

A third of the running words come from the demonstration's own texts, the rest is invented by Zipf's law, so
that the vocabulary grows with the number of records as it does in life.
"""

import itertools
import json
import random
import shutil
from pathlib import Path

LANGUAGES = ["en", "tr", "ar", "uk", "ro"]
MUNICIPALITIES = [
    "bergkamen", "boenen", "froendenberg", "holzwickede", "kamen", "luenen", "schwerte", "selm", "unna", "werne",
]
KINDS = ["integration_course", "mbe", "jmd", "other_offer", "infrastructure"]
SITUATIONS = ["language", "work", "child_and_school", "health", "housing", "residence", "everyday_life"]
SYLLABLES = {
    "ar": ["با", "تر", "سل", "من", "كو", "ري", "دا", "فه", "جم", "نو", "شي", "حل"],
    "uk": ["ба", "тро", "сли", "мен", "ко", "ри", "дав", "фе", "жу", "но", "ши", "хал"],
    "": ["ba", "tro", "sli", "men", "ko", "ri", "dav", "fe", "ju", "no", "schi", "hal"],
}
INVENTED_WORDS = 30_000
KNOWN_SHARE = 0.33


class Author:
    """Writes texts of one language."""

    def __init__(self, language: str, sentences: list[str], dice: random.Random):
        syllables = SYLLABLES.get(language, SYLLABLES[""])
        known = [word for sentence in sentences for word in sentence.split() if len(word) > 2]
        invented = ["".join(dice.choices(syllables, k=dice.randint(2, 5))) for _ in range(INVENTED_WORDS)]
        self.dice = dice
        self.words = known + invented
        harmonic = sum(1 / rank for rank in range(1, INVENTED_WORDS + 1))
        weights = [KNOWN_SHARE / len(known)] * len(known)
        weights += [(1 - KNOWN_SHARE) / (rank * harmonic) for rank in range(1, INVENTED_WORDS + 1)]
        self.weights = list(itertools.accumulate(weights))

    def text(self, words: int) -> str:
        return " ".join(self.dice.choices(self.words, cum_weights=self.weights, k=words))


def read_json(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def authors_from(demo: Path, dice: random.Random) -> dict[str, Author]:
    def sentences(texts) -> list[str]:
        return [text[field] for text in texts for field in ("title", "summary", "description") if text.get(field)]

    authors = {"de": Author("de", sentences(read_json(demo / "offers.json")), dice)}
    for language in LANGUAGES:
        translated = read_json(demo / "translations" / f"offers.{language}.json")
        authors[language] = Author(language, sentences(translated.values()), dice)
    return authors


def offer(number: int, author: Author, dice: random.Random, organisations: int = 5000) -> dict:
    street, phone = dice.randint(1, 200), dice.randint(100000, 999999)
    return {
        "key": f"s{number}",
        "slug": f"s{number}",
        "title": author.text(4),
        "organisation": f"Organisation {dice.randint(1, organisations)}",
        "kind": dice.choice(KINDS),
        "life_situations": [dice.choice(SITUATIONS)],
        "municipality": dice.choice(MUNICIPALITIES),
        "summary": author.text(12),
        "description": author.text(dice.randint(20, 60)),
        "address": {"street": f"Musterstraße {street}", "postal_code": "59423", "city": "Unna"},
        "phones": [{"number": f"02303 {phone}", "international": f"+492303{phone}"}],
        "languages_spoken": dice.sample(["de", "en", "tr", "ar", "uk", "ro", "ru"], 2),
        "hours": {"regular": [{"weekdays": ["mo", "th"], "from": "08:00", "to": "12:00"}]},
        "cost": "free",
        "as_of": "2026-11",
    }


def write_import_file(path: Path, demo: Path, count: int, organisations: int = 5000, with_links: bool = False) -> None:
    """An array of `count` offers in Kommin's own JSON; links: every other one has a website and an address."""
    dice = random.Random(2008)
    author = authors_from(demo, dice)["de"]
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write("[\n" if number == 0 else ",\n")
            entry = offer(number, author, dice, organisations)
            if with_links and number % 2 == 0:
                host = entry["organisation"].lower().replace(" ", "-") + ".example"
                entry |= {"website": f"https://www.{host}/angebote/{number % 50}", "email": f"info@{host}"}
            json.dump(entry, out, ensure_ascii=False, separators=(",", ":"))
        out.write("\n]\n")


def write_part_of_demo(target: Path, demo: Path, count: int) -> None:
    """The demonstration folder with its first `count` offers only."""
    shutil.copytree(demo, target)
    offers = read_json(demo / "offers.json")[:count]
    (target / "offers.json").write_text(json.dumps(offers, ensure_ascii=False), encoding="utf-8")
    (target / "examples.json").write_text("[]", encoding="utf-8")
    keep_asked(target, offers)


def keep_asked(target: Path, offers: list) -> None:
    """Of the addresses for asking those of organisations that run one of these offers."""
    if not (target / "asking.json").exists():
        return  # the demonstration of an earlier commit
    known = {entry["organisation"] for entry in offers}
    asked = {name: address for name, address in read_json(target / "asking.json").items() if name in known}
    (target / "asking.json").write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")


def write_demo(target: Path, demo: Path, count: int) -> None:
    """A demonstration folder for `kommin demo --from` with `count` offers in six languages."""
    dice = random.Random(2008)
    authors = authors_from(demo, dice)
    shutil.copytree(demo, target)
    offers = [offer(number, authors["de"], dice) for number in range(count)]
    (target / "offers.json").write_text(json.dumps(offers, ensure_ascii=False), encoding="utf-8")
    (target / "examples.json").write_text("[]", encoding="utf-8")
    keep_asked(target, offers)
    for language in LANGUAGES:
        translations = {
            entry["key"]: {
                field: authors[language].text(len(entry[field].split()))
                for field in ("title", "summary", "description")
            }
            for entry in offers
        }
        (target / "translations" / f"offers.{language}.json").write_text(
            json.dumps(translations, ensure_ascii=False), encoding="utf-8"
        )
