"""Pairs in which all that is said is in the source, but not of that thing or not by that one.

As in `verify_pairs`, a row is a sentence, its verdict, and a word of its reasons.
"""

Row = tuple[str, str, str]

NUMBERS_OF_THINGS: list[tuple[str, list[Row]]] = [
    (
        "12 people died and 40 were injured in the fire.",
        [
            ("40 people died in the fire.", "unsupported", "something else"),
            ("12 people were injured in the fire.", "unsupported", "something else"),
            ("12 people died in the fire.", "supported", ""),
            ("Forty people were injured in the fire.", "supported", ""),
            ("40 people died and 12 were injured.", "unsupported", "something else"),
            ("Twelve died and 40 were injured.", "supported", ""),
        ],
    ),
    (
        "The city will spend $4 million on roads and $9 million on schools.",
        [
            ("The city will spend $9 million on roads.", "unsupported", "$4 million"),
            ("The city will spend $9 million on schools.", "supported", ""),
            ("The city will spend $4 million on schools.", "unsupported", "$9 million"),
        ],
    ),
    (
        "Unemployment fell to 4% while inflation rose to 7%.",
        [
            ("Unemployment fell to 7%.", "unsupported", "something else"),
            ("Inflation rose to 7%.", "supported", ""),
            ("Inflation rose to 4%.", "unsupported", "something else"),
        ],
    ),
    (
        "Anna Berg, 34, and her brother Tom Berg, 29, were rescued.",
        [
            ("Tom Berg, 34, was rescued.", "unsupported", "29"),
            ("Anna Berg, 34, was rescued.", "supported", ""),
            ("Tom Berg is 29.", "supported", ""),
        ],
    ),
    (
        "Ana Ruiz (45) hired Ben Cole (52).",
        [
            ("Ruiz, 52, hired Cole.", "unsupported", "45"),
            ("Cole, 52, was hired.", "supported", ""),
        ],
    ),
    (
        "The bridge was built in 1932 and repaired in 1987.",
        [
            ("The bridge was built in 1987.", "unsupported", "1932"),
            ("The bridge was repaired in 1987.", "supported", ""),
            ("The bridge was repaired in 1932.", "unsupported", "1987"),
        ],
    ),
    (
        "Police arrested 30 protesters on Monday and 12 on Tuesday.",
        [
            ("Police arrested 12 protesters on Monday.", "unsupported", "Tuesday"),
            ("Police arrested 12 protesters on Tuesday.", "supported", ""),
        ],
    ),
    (
        "Lind won 54 per cent and Berg 41 per cent of the vote.",
        [
            ("Berg won 54 per cent of the vote.", "unsupported", "41 per cent"),
            ("Berg won 41% of the vote.", "supported", ""),
            ("Lind won 54% of the vote.", "supported", ""),
        ],
    ),
    (
        "Norsk employs 1,200 people in Oslo, 300 in Bergen and 80 in Turku.",
        [
            ("Norsk employs 300 people in Turku.", "unsupported", "80"),
            ("Norsk employs 80 people in Turku.", "supported", ""),
            ("Norsk employs 1,200 people in Bergen.", "unsupported", "300"),
        ],
    ),
    (
        "Kenya exported 3 tonnes of tea to Egypt and 5 tonnes to Sudan in 2020.",
        [
            ("Kenya exported 5 tonnes of tea to Egypt.", "unsupported", "something else"),
            ("Kenya exported 5 tonnes of tea to Sudan.", "supported", ""),
        ],
    ),
    (
        "Twelve boys and 14 girls were rescued.",
        [
            ("14 boys were rescued.", "unsupported", "Twelve"),
            ("14 girls were rescued.", "supported", ""),
        ],
    ),
    (
        "The fund lost 4 million in May and 6 million in June.",
        [
            ("The fund lost 6 million in May.", "unsupported", "something else"),
            ("In June the fund lost 6 million.", "supported", ""),
        ],
    ),
]

NUMBERS_APART: list[tuple[str, list[Row]]] = [
    (
        "Tholepin Civil Works bid £18 million for the wall. The council met on Monday. Pellam"
        " Marine bid £21 million for it.",
        [
            ("Pellam Marine bid £18 million for the wall.", "unsupported", "£21 million of Pellam"),
            ("Tholepin bid £21 million for the wall.", "unsupported", "£18 million"),
            ("Pellam bid £21 million for the wall.", "supported", ""),
            ("Pellam bid £21 million for the wall and Tholepin £18 million.", "supported", ""),
        ],
    ),
    (
        "Anna Berg was fined 300 euros. The hearing was short. Tom Lind was fined 900 euros.",
        [
            ("Tom Lind was fined 300 euros.", "unsupported", "900 euros of Tom Lind"),
            ("Anna Berg was fined 900 euros.", "unsupported", "300 euros"),
            ("Lind was fined 900 euros, Berg 300 euros.", "supported", ""),
        ],
    ),
    (
        "The Financial Conduct Authority fined Halden Bank £3 million. It was the largest fine of"
        " the year. The FCA fined Norsk Bank £1 million.",
        [
            ("The FCA fined Halden Bank £3 million.", "supported", ""),
            ("The FCA fined Norsk Bank £1 million.", "supported", ""),
        ],
    ),
    (
        "Norsk Seafoods employs 80 people in Turku. It employs 300 people in Oslo.",
        [("Norsk Seafoods employs 300 people in Oslo.", "supported", "")],
    ),
]

CHANGES: list[tuple[str, list[Row]]] = [
    (
        "The index fell from 40 to 30 points.",
        [
            ("The index fell to 40 points.", "unsupported", "from 40"),
            ("The index fell to 30 points.", "supported", ""),
            ("The index fell by 30 points.", "unsupported", "to 30"),
        ],
    ),
    (
        "Profit rose by 3 per cent to 12 million euros.",
        [
            ("Profit rose to 3 per cent.", "unsupported", "by 3 per cent"),
            ("Profit rose 3 per cent.", "supported", ""),
            ("Profit rose to 12 million euros.", "supported", ""),
        ],
    ),
    (
        "Rents fell by 10 to 15 per cent.",
        [("Rents fell by 15 per cent.", "supported", "")],
    ),
]

PARTS: list[tuple[str, list[Row]]] = [
    (
        "All but two of the 15 members voted for the plan.",
        [
            ("Thirteen of the 15 members voted for the plan.", "supported", ""),
            ("Twelve of the 15 members voted for the plan.", "unsupported", "all but two"),
            ("Two of the 15 members voted for the plan.", "unsupported", "all but two"),
        ],
    ),
    (
        "Two of the five workers on the quay were injured.",
        [
            ("Five workers on the quay were injured.", "weak", "the whole"),
            ("Two of the five workers were injured.", "supported", ""),
        ],
    ),
    (
        "The council spent a third of its 90 million euro budget on roads.",
        [
            ("The council spent 90 million euros on roads.", "weak", "the whole"),
            ("The council's budget is 90 million euros.", "supported", ""),
        ],
    ),
]

ROLES: list[tuple[str, list[Row]]] = [
    (
        "The Financial Conduct Authority fined Halden Bank.",
        [
            ("Halden Bank fined the FCA.", "unsupported", "other way round"),
            ("The FCA was fined by Halden Bank.", "unsupported", "other way round"),
            ("Halden Bank was fined by the FCA.", "supported", ""),
        ],
    ),
    (
        "The police were sued by the NUJ after the raid.",
        [
            (
                "The police sued the National Union of Journalists after the raid.",
                "unsupported",
                "other way round",
            ),
            (
                "The National Union of Journalists sued the police after the raid.",
                "supported",
                "",
            ),
        ],
    ),
    (
        "The World Health Organization praised Ghana for its vaccine drive.",
        [
            ("Ghana praised the WHO for its vaccine drive.", "unsupported", "other way round"),
            ("The WHO praised Ghana.", "supported", ""),
        ],
    ),
    (
        "The United States sued Russia over the wreck.",
        [
            ("Russia sued the US over the wreck.", "unsupported", "other way round"),
            ("The US sued Russia over the wreck.", "supported", ""),
        ],
    ),
    (
        "Cole said Reyes had told him that the board knew of the leak.",
        [
            ("Cole told Reyes the board knew of the leak.", "unsupported", "other way round"),
            ("Reyes told Cole that the board knew of the leak, Cole said.", "supported", ""),
        ],
    ),
    (
        "Reyes said that Cole had lied to her about the leak.",
        [
            ("Reyes lied to Cole about the leak.", "unsupported", "other way round"),
            ("Cole lied to Reyes about the leak, she said.", "supported", ""),
        ],
    ),
]

DENIALS: list[tuple[str, list[Row]]] = [
    (
        "The minister did not deny knowing of the loan.",
        [
            ("The minister did not know of the loan.", "unsupported", "denied here"),
            ("The minister denied knowing of the loan.", "unsupported", "denies it"),
            ("The minister knew of the loan.", "weak", "only not denied"),
        ],
    ),
    (
        "It is not true that the mayor did not know of the plan.",
        [
            ("The mayor knew of the plan.", "supported", ""),
            ("The mayor did not know of the plan.", "unsupported", "denied here"),
        ],
    ),
    (
        "Berg failed to avoid a fine.",
        [
            ("Berg avoided a fine.", "unsupported", "failed to"),
            ("Berg did not avoid a fine.", "supported", ""),
        ],
    ),
]

FORMS: list[tuple[str, list[Row]]] = [
    (
        "Gross domestic product grew by 5 mln dollars in the second quarter despite COVID.",
        [
            ("GDP grew by 5 million dollars in Q2.", "supported", ""),
            ("GDP grew by 5 million dollars in Q3.", "unsupported", "Q3"),
            ("GDP grew despite COVID-19.", "weak", "19"),
            ("GNP grew by 5 million dollars in Q2.", "unsupported", "GNP"),
        ],
    ),
    (
        "“We meet at 7,” said Lind, who called the room “Apollo 11”.",
        [
            ("Lind said they meet at 7 pm.", "weak", "hour"),
            ("Lind said they meet at 8 pm.", "unsupported", "8"),
            ('Lind called the room "Apollo 11" and "we meet at 7" was all she said.', "weak", ""),
        ],
    ),
    (
        "Boeing delivered 12 of its 737 jets to Copa.",
        [("Boeing delivered 12 of its 747 jets to Copa.", "unsupported", "747")],
    ),
]

BINDINGS = [*NUMBERS_OF_THINGS, *NUMBERS_APART, *CHANGES, *PARTS, *ROLES, *DENIALS, *FORMS]
