"""More pairs: what a reporter might write of ten paragraphs, with the verdict it must get.

As in `verify_pairs`, a row is a sentence, its verdict, and a word of its reasons.
"""

Row = tuple[str, str, str]

HARBOUR = (
    "The port authority closed the eastern quay for three weeks after a crane fell on Tuesday, "
    "harbour master Ines Falk said. Two of the five workers on the quay were injured, one of them "
    "seriously."
)
BUDGET = (
    "Finance Minister Pavel Horak told parliament on 3 March 2026 that the deficit would fall to "
    "2.9 per cent next year. The opposition leader, Jana Svoboda, rejected the plan and called it "
    "“a budget of empty promises”. All coalition parties voted for the bill; no amendment passed."
)
CLINIC = (
    "The clinic in Halden treated 1,240 patients last winter, almost twice as many as the 640 of "
    "the winter before. Doctors may have missed some cases, according to a report by the health "
    "inspectorate. Most patients were older than 65."
)
RIVER = (
    "Police suspect that the Orlin factory poured acid into the river. The company denied the "
    "accusation. Residents of Brenn accused the factory of hiding test results from the mayor."
)
STRIKE = (
    "Drivers in Lund began a strike at 6 a.m. on Monday. The union demands a raise of 8%; the "
    "company Nordbus offered 3%. “We will not sign before the summer,” union leader Karin Holm "
    "said. Nordbus chief Erik Dahl said the offer was fair."
)
ELECTION = (
    "Marta Lind defeated Olof Berg in the mayoral election in Visby with 54 per cent of the vote. "
    "Turnout was not as high as in 2022. Berg congratulated Lind and will leave the council in May."
)
BANK = (
    "The central bank raised its key rate from 2.25% to 2.5% on Thursday, the third increase this "
    "year. Inflation rose to 4.1% in August. Governor Anna Reis said further steps were likely."
)
MUSEUM = (
    "The National Museum of Art in Tallis bought the painting from a private collector for $12 "
    "million. It was stolen in 1974 and found in an attic in Lisbon. The museum will show it "
    "before Christmas, director Paulo Mendes said."
)
DEPORTATION = (
    "Norway expelled Sweden's cultural attaché after Sweden had expelled a Norwegian diplomat in "
    "April. The Swedish foreign ministry called the step “regrettable and unfounded”. Neither "
    "country gave a reason."
)
VACCINE = (
    "The World Health Organization approved the vaccine for children under five. Trials in Kenya "
    "and Ghana showed that it prevented four in ten infections. It is safe and inexpensive, WHO "
    "scientist Amara Diallo wrote."
)

STORIES: list[tuple[str, list[Row]]] = [
    (
        HARBOUR,
        [
            ("The eastern quay was closed for three weeks, Ines Falk said.", "supported", ""),
            ("The eastern quay was closed for 3 weeks, Falk said.", "supported", ""),
            (
                "The port authority closed the eastern quay for two weeks after a crane fell on "
                "Tuesday, harbour master Ines Falk said.",
                "unsupported",
                "two",
            ),
            (
                "The port authority closed the western quay for three weeks after a crane fell on "
                "Tuesday, harbour master Ines Falk said.",
                "unsupported",
                "western",
            ),
            (
                "The port authority closed the eastern quay for three weeks after a crane fell on "
                "Friday, harbour master Ines Falk said.",
                "unsupported",
                "Tuesday",
            ),
            (
                "The port authority closed the eastern quay for three weeks after a crane fell on "
                "Tuesday, harbour master Tom Krag said.",
                "unsupported",
                "Tom Krag",
            ),
            (
                "The port authority closed the eastern quay for three weeks before a crane fell "
                "on Tuesday, harbour master Ines Falk said.",
                "unsupported",
                "after",
            ),
            (
                "The port authority closed the eastern quay for three weeks after a crane fell on "
                "Tuesday.",
                "unsupported",
                "stated as fact",
            ),
            (
                "The port authority opened the eastern quay for three weeks after a crane fell on "
                "Tuesday, harbour master Ines Falk said.",
                "unsupported",
                "closed",
            ),
            ("Two of the five workers on the quay were injured.", "supported", ""),
            (
                "Three of the five workers on the quay were injured, one of them seriously.",
                "unsupported",
                "Two",
            ),
            (
                "Two of the five workers on the quay were not injured, one of them seriously.",
                "unsupported",
                "denied",
            ),
            ("A crane fell on the quay.", "weak", "fact"),
            ("The accident worried shipping companies and their insurers.", "unsupported", ""),
        ],
    ),
    (
        BUDGET,
        [
            ("Pavel Horak told parliament the deficit would fall to 2.9%.", "supported", ""),
            ("Horak told parliament on March 3 the deficit would fall.", "supported", ""),
            (
                "Finance Minister Pavel Horak told parliament on 3 March 2026 that the deficit "
                "would rise to 2.9 per cent next year.",
                "unsupported",
                "fall",
            ),
            (
                "Finance Minister Pavel Horak told parliament on 13 March 2026 that the deficit "
                "would fall to 2.9 per cent next year.",
                "unsupported",
                "13 March",
            ),
            (
                "Finance Minister Pavel Horak told parliament on 3 March 2026 that the deficit "
                "would fall to 3.9 per cent next year.",
                "unsupported",
                "2.9",
            ),
            (
                "Finance Minister Jana Svoboda told parliament on 3 March 2026 that the deficit "
                "would fall to 2.9 per cent next year.",
                "unsupported",
                "Pavel Horak",
            ),
            (
                "The opposition leader, Jana Svoboda, accepted the plan and called it “a budget "
                "of empty promises”.",
                "unsupported",
                "rejected",
            ),
            ("Svoboda called the plan “a budget of empty promises”.", "supported", ""),
            ("Svoboda called the plan “a budget of broken promises”.", "unsupported", "nearest"),
            (
                "The opposition leader, Pavel Horak, rejected the plan and called it “a budget of "
                "empty promises”.",
                "unsupported",
                "Jana Svoboda",
            ),
            (
                "No coalition parties voted for the bill; no amendment passed.",
                "unsupported",
                "All",
            ),
            (
                "All coalition parties voted for the bill; one amendment passed.",
                "unsupported",
                "denies",
            ),
            ("All coalition parties voted for the bill.", "supported", ""),
        ],
    ),
    (
        CLINIC,
        [
            ("The clinic in Halden treated 1240 patients last winter.", "supported", ""),
            ("The clinic in Halden treated more than 1,200 patients last winter.", "supported", ""),
            (
                "The clinic in Halden treated 1,420 patients last winter, almost twice as many as "
                "the 640 of the winter before.",
                "unsupported",
                "1,240",
            ),
            (
                "The clinic in Halden treated 640 patients last winter, almost twice as many as "
                "the 1,240 of the winter before.",
                "unsupported",
                "1,240",
            ),
            (
                "The clinic in Moss treated 1,240 patients last winter, almost twice as many as "
                "the 640 of the winter before.",
                "unsupported",
                "Moss",
            ),
            (
                "Doctors missed some cases, according to a report by the health inspectorate.",
                "supported",
                "",
            ),
            ("Doctors may have missed some cases.", "unsupported", "stated as fact"),
            (
                "Doctors may have missed all cases, according to a report by the health "
                "inspectorate.",
                "unsupported",
                "some",
            ),
            ("Most patients were younger than 65.", "unsupported", "older"),
            ("Most patients were older than 56.", "unsupported", "65"),
            ("Few patients were older than 65.", "unsupported", "Most"),
            ("Most patients were not older than 65.", "unsupported", "denied"),
        ],
    ),
    (
        RIVER,
        [
            ("The company denied the accusation.", "supported", ""),
            ("The company confirmed the accusation.", "unsupported", "denied"),
            ("The Orlin factory poured acid into the river.", "unsupported", "stated"),
            ("Police suspect the Orlin factory poured acid into the river.", "supported", ""),
            (
                "Residents of Orlin accused the factory of hiding test results from the mayor.",
                "unsupported",
                "Brenn",
            ),
            (
                "Residents of Brenn praised the factory of hiding test results from the mayor.",
                "weak",
                "",
            ),
            (
                "Police suspect that the Brenn factory poured acid into the river.",
                "unsupported",
                "Orlin",
            ),
        ],
    ),
    (
        STRIKE,
        [
            ("Drivers in Lund went on strike on Monday.", "weak", "began"),
            ("Drivers in Lund began a strike at 6 p.m. on Monday.", "weak", ""),
            ("Drivers in Lund began a strike at 9 a.m. on Monday.", "unsupported", "6"),
            ("Drivers in Lund ended a strike at 6 a.m. on Monday.", "unsupported", "began"),
            ("Drivers in Malmö began a strike at 6 a.m. on Monday.", "unsupported", "Lund"),
            (
                "The union demands a raise of 3%; the company Nordbus offered 8%.",
                "unsupported",
                "8%",
            ),
            ("The union demands 8 per cent and Nordbus offered 3 per cent.", "supported", ""),
            ("“We will not sign before the summer,” Holm said.", "supported", ""),
            (
                "“We will not sign before the summer,” union leader Erik Dahl said.",
                "unsupported",
                "Karin Holm",
            ),
            ("“We will sign before the summer,” union leader Karin Holm said.", "unsupported", ""),
            ("“We will not sign … the summer,” Karin Holm said.", "supported", ""),
            ("Nordbus chief Karin Holm said the offer was fair.", "unsupported", "Erik Dahl"),
            ("Nordbus chief Erik Dahl said the offer was unfair.", "unsupported", "fair"),
            ("Nordbus chief Erik Dahl said the offer was not fair.", "unsupported", "denied"),
            ("The offer was fair.", "weak", "fact"),
        ],
    ),
    (
        ELECTION,
        [
            ("Marta Lind defeated Olof Berg in Visby with 54% of the vote.", "supported", ""),
            (
                "Olof Berg defeated Marta Lind in the mayoral election in Visby with 54 per cent "
                "of the vote.",
                "unsupported",
                "Marta Lind",
            ),
            (
                "Marta Lind defeated Olof Berg in the mayoral election in Visby with 45 per cent "
                "of the vote.",
                "unsupported",
                "54",
            ),
            (
                "Marta Lind defeated Nils Ek in the mayoral election in Visby with 54 per cent of "
                "the vote.",
                "unsupported",
                "Nils Ek",
            ),
            ("Turnout was as high as in 2022.", "unsupported", "denies"),
            ("Turnout was not as high as in 2018.", "unsupported", "2022"),
            ("Turnout was not as low as in 2022.", "unsupported", "high"),
            ("Berg congratulated Lind and will join the council in May.", "unsupported", "leave"),
            (
                "Berg congratulated Lind and will leave the council in June.",
                "unsupported",
                "May",
            ),
            ("Lind congratulated Berg and will leave the council in May.", "unsupported", "Berg"),
            ("Berg will leave the council in May.", "supported", ""),
            ("Berg congratulated Marta Lind.", "supported", ""),
        ],
    ),
    (
        BANK,
        [
            ("The central bank raised its key rate to 2.5% on Thursday.", "supported", ""),
            ("The rise of 0.25% took effect on Thursday.", "weak", "reckoned"),
            (
                "The central bank cut its key rate from 2.25% to 2.5% on Thursday, the third "
                "increase this year.",
                "unsupported",
                "raised",
            ),
            (
                "The central bank raised its key rate from 2.25% to 2.75% on Thursday, the third "
                "increase this year.",
                "unsupported",
                "2.75%",
            ),
            (
                "The central bank raised its key rate from 2.25% to 2.5% on Thursday, the fourth "
                "increase this year.",
                "unsupported",
                "third",
            ),
            ("Inflation fell to 4.1% in August.", "unsupported", "rose"),
            ("Inflation rose to 4.1% in July.", "unsupported", "August"),
            ("Inflation rose to 2.5% in August.", "unsupported", "4.1%"),
            ("Inflation rose to about 4% in August.", "supported", ""),
            ("Governor Anna Reis said further steps were unlikely.", "unsupported", "likely"),
            ("Governor Karl Reis said further steps were likely.", "unsupported", "Anna"),
            ("Further steps were likely, Reis said.", "supported", ""),
        ],
    ),
    (
        MUSEUM,
        [
            ("The museum bought the painting for 12 million dollars.", "supported", ""),
            (
                "The National Museum of Art in Tallis sold the painting from a private collector "
                "for $12 million.",
                "unsupported",
                "bought",
            ),
            (
                "The National Museum of Art in Tallis bought the painting from a private "
                "collector for $21 million.",
                "unsupported",
                "$12",
            ),
            (
                "The National Museum of Art in Tallis bought the painting from a public collector "
                "for $12 million.",
                "unsupported",
                "private",
            ),
            (
                "The National Museum of Art in Tallis bought the painting from a private "
                "collector for €12 million.",
                "unsupported",
                "€12",
            ),
            ("It was stolen in 1947 and found in an attic in Lisbon.", "unsupported", "1974"),
            ("It was stolen in 1974 and lost in an attic in Lisbon.", "weak", ""),
            ("It was stolen in 1974 and found in an attic in Porto.", "unsupported", "Lisbon"),
            (
                "The museum will show it after Christmas, director Paulo Mendes said.",
                "unsupported",
                "before",
            ),
            (
                "The museum will not show it before Christmas, director Paulo Mendes said.",
                "unsupported",
                "denied",
            ),
            ("The museum will show it before Christmas.", "unsupported", "fact"),
            ("Mendes said the museum will show it before Christmas.", "supported", ""),
        ],
    ),
    (
        DEPORTATION,
        [
            (
                "Sweden expelled Norway's cultural attaché after Norway had expelled a Norwegian "
                "diplomat in April.",
                "unsupported",
                "stands where",
            ),
            (
                "Norway welcomed Sweden's cultural attaché after Sweden had expelled a Norwegian "
                "diplomat in April.",
                "weak",
                "",
            ),
            (
                "The Danish foreign ministry called the step “regrettable and unfounded”.",
                "unsupported",
                "Danish",
            ),
            (
                "Sweden's foreign ministry called the step “regrettable and unfounded”.",
                "supported",
                "",
            ),
            (
                "The Swedish foreign ministry called the step “regrettable but expected”.",
                "unsupported",
                "quoted",
            ),
            ("Norway expelled the attaché after Sweden had expelled a diplomat.", "supported", ""),
            ("Norway expelled the attaché before Sweden expelled a diplomat.", "weak", ""),
        ],
    ),
    (
        VACCINE,
        [
            ("The WHO approved the vaccine for children under five.", "supported", ""),
            (
                "The World Health Organization rejected the vaccine for children under five.",
                "unsupported",
                "approved",
            ),
            (
                "The World Health Organization approved the vaccine for children over five.",
                "unsupported",
                "under",
            ),
            (
                "The World Health Organization approved the vaccine for children under six.",
                "unsupported",
                "five",
            ),
            (
                "The World Trade Organization approved the vaccine for children under five.",
                "unsupported",
                "Trade",
            ),
            (
                "Trials in Kenya and Uganda showed that it prevented four in ten infections.",
                "unsupported",
                "Uganda",
            ),
            (
                "Trials in Ghana and Kenya showed that it prevented four in ten infections.",
                "supported",
                "",
            ),
            (
                "Trials in Kenya and Ghana showed that it prevented seven in ten infections.",
                "unsupported",
                "four",
            ),
            (
                "It is unsafe and inexpensive, WHO scientist Amara Diallo wrote.",
                "unsupported",
                "safe",
            ),
            (
                "It is safe and expensive, WHO scientist Amara Diallo wrote.",
                "unsupported",
                "inexpensive",
            ),
            ("It is safe and inexpensive.", "unsupported", "fact"),
            ("It is safe and inexpensive, Diallo wrote.", "supported", ""),
            (
                "Trials in Kenyan and Ghanaian towns showed that it works.",
                "weak",
                "",
            ),
        ],
    ),
]
