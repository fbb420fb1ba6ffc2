"""References to other tasks, sentences that stand twice, and words that do not fit a machine."""

from __future__ import annotations

from collections.abc import Iterator

from apps.tickets.seeding.measures.wording import references_in, sentences_in, unfit_word
from apps.tickets.seeding.rows.workshop import WorkshopRows

FEWEST_QUOTED = 4


def _references(shop: WorkshopRows) -> Iterator[tuple[str, bool]]:
    """Each cross-reference, and whether it quotes an earlier task of the machine that it names."""
    for task, entry in shop.pairs():
        for machine, words in references_in(entry.text):
            leads_to = [each for each in shop.tasks_of.get(machine, ()) if each.problem_text.startswith(words)]
            is_earlier = any(each.created_at < entry.created_at and each.pk != task.pk for each in leads_to)
            yield f'{machine} task "{words}"', is_earlier and len(words.split()) >= FEWEST_QUOTED


def cross_references(shop: WorkshopRows) -> int:
    """How many lead somewhere."""
    return sum(leads for _, leads in _references(shop))


def dangling_references(shop: WorkshopRows) -> list[str]:
    return [reference for reference, leads in _references(shop) if not leads]


def repeated_sentences(shop: WorkshopRows) -> list[str]:
    """Sentences that stand twice in what the tasks and entries say."""
    seen: set[str] = set()
    repeated = []
    for text in (*(task.problem_text for task in shop.tasks), *map(shop.text, shop.entries)):
        for sentence in sentences_in(text):
            if sentence in seen:
                repeated.append(sentence)
            seen.add(sentence)
    return repeated


def misplaced_words(shop: WorkshopRows) -> list[str]:
    """Words that do not fit the year or the mechanism of the machine."""
    reports = [(task, unfit_word(shop.machine(task), task.problem_text)) for task in shop.tasks]
    entries = [(task, entry, unfit_word(shop.machine(task), entry.text)) for task, entry in shop.pairs()]
    return [
        *(f"'{word}' in the {shop.label(task)}" for task, word in reports if word),
        *(f"'{word}' in the {shop.entry_label(entry, task)}" for task, entry, word in entries if word),
    ]
