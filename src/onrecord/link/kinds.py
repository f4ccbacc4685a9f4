"""Sets of nouns that reports use for one thing."""

from __future__ import annotations

from onrecord.text.nouns import heads

EVENTS = (
    heads("crash collision accident mishap"),
    heads("incident explosion blast malfunction mishap accident"),
    heads("mix-up error mistake blunder mishap confusion incident breach debacle fiasco discrepancy"),
    heads("swap exchange deal trade agreement bargain"),
    heads("launch provocation firing action operation"),
    heads("invasion offensive operation incursion intervention"),
    heads("attack massacre assault atrocity incident shooting"),
    heads("protest riot demonstration rally march unrest uprising"),
    heads("killing death murder execution assassination"),
    heads("coup takeover revolution uprising putsch"),
    heads("flight trip journey voyage"),
    heads("show display celebration party festival event"),
    heads("reform cut overhaul change"),
)
"""Nouns that reports use for one happening. In a story *the crash* of one report is *the collision* of another."""

KINDS = (
    *EVENTS,
    heads(
        "militant insurgent terrorist fighter extremist jihadist jihadi rebel islamist guerrilla separatist gunman"
        " gunmen"
    ),
    heads("group organisation organization movement outfit"),
    heads("government regime administration junta"),
    heads("boat ship vessel barge craft ferry dinghy"),
    heads("plane aircraft jet airliner"),
    heads("rocket missile projectile"),
    heads("protester rioter demonstrator marcher activist"),
    heads("crowd people spectator reveller reveler onlooker visitor"),
    heads("migrant refugee asylum-seeker immigrant"),
    heads("captive hostage prisoner detainee inmate"),
    heads("girl schoolgirl student pupil child children victim captive hostage"),
    heads("passenger traveller traveler flyer person people"),
    heads("wall fence barrier"),
    heads("tax levy charge fee"),
    heads("law bill act legislation measure"),
    heads("suspect gunman attacker shooter killer assailant"),
    heads("officer policeman cop"),
)
"""Nouns that reports use for one thing, by what they name: people who fight, what rules a state, what went wrong. Of a
set, two nouns are taken for one thing only where two statements that agree have one and the other. Written by hand from
what English news writes; a noun may stand in several."""

KIND_NOUNS = frozenset(form for kind in KINDS for form in kind.forms)
"""All of them."""
