"""How newsrooms shorten the names of regions behind a town: "Calif.", "TX", "Ont."."""

from __future__ import annotations

_STATES = """
AL Ala.|AK Alaska|AZ Ariz.|AR Ark.|CA Calif.|CO Colo.|CT Conn.|DE Del.|DC D.C.|FL Fla.|GA Ga.|HI Hawaii|ID Idaho
IL Ill.|IN Ind.|IA Iowa|KS Kan.|KY Ky.|LA La.|ME Maine|MD Md.|MA Mass.|MI Mich.|MN Minn.|MS Miss.|MO Mo.|MT Mont.
NE Neb.|NV Nev.|NH N.H.|NJ N.J.|NM N.M.|NY N.Y.|NC N.C.|ND N.D.|OH Ohio|OK Okla.|OR Ore.|PA Pa.|RI R.I.|SC S.C.
SD S.D.|TN Tenn.|TX Tex.|UT Utah|VT Vt.|VA Va.|WA Wash.|WV W.Va.|WI Wis.|WY Wyo.
"""

_OTHERS = {
    "Texas": "US.TX", "Penn.": "US.PA", "Alta.": "CA.01", "B.C.": "CA.02", "BC": "CA.02", "Man.": "CA.03",
    "N.B.": "CA.04", "N.S.": "CA.07", "Ont.": "CA.08", "Que.": "CA.10", "Sask.": "CA.11", "P.E.I.": "CA.09",
    "NSW": "AU.02", "N.S.W.": "AU.02", "Vic.": "AU.07", "Qld.": "AU.04",
}  # fmt: skip

REGIONS: dict[str, str] = _OTHERS | {
    form: f"US.{each[:2]}" for each in _STATES.replace("\n", "|").split("|") if each for form in (each[:2], each[3:])
}
"""Short forms with GeoNames' codes of the regions. They mean these only behind a town: "Ill." may begin a sentence."""
