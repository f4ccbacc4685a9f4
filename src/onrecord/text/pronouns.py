"""English personal and relative pronouns, and what each tells of whom it stands for."""

from __future__ import annotations

PRONOUNS: dict[str, tuple[str, str, str]] = {
    word: (person, number, gender)
    for person, number, gender, words in (
        ("3", "one", "he", "he him his himself"),
        ("3", "one", "she", "she her hers herself"),
        ("3", "one", "it", "it its itself"),
        ("3", "many", "", "they them their theirs themselves"),
        ("1", "one", "", "i me my mine myself"),
        ("1", "many", "", "we us our ours ourselves"),
        ("2", "", "", "you your yours yourself yourselves"),
        ("w", "", "", "who whom whose"),
        ("w", "", "it", "which"),
    )
    for word in words.split()
}
"""Person (`w` for relatives), number and gender of each; empty where the word does not tell."""
