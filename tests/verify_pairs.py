"""Pairs of a sentence and its source with the verdict they must get: (source, rows).

A row is a sentence, its verdict, and a word of its reasons ("" where there is none to name).
"""

from verify_bindings import BINDINGS
from verify_hostile import HOSTILE
from verify_stories import STORIES

Row = tuple[str, str, str]

NUMBERS: list[tuple[str, list[Row]]] = [
    (
        "Prices rose by 13% in June, the statistics office said.",
        [
            ("Prices rose by 13 per cent in June, the statistics office said.", "supported", ""),
            ("The statistics office said prices rose 15% in June.", "unsupported", "13%"),
        ],
    ),
    (
        "The company earned 3.5bn dollars and cut 1,200 jobs in three plants.",
        [
            ("The company earned $3.5 billion and cut 1,200 jobs.", "supported", ""),
            ("The company earned 3.5 billion euros and cut 1,200 jobs.", "unsupported", "euros"),
            (
                "The company earned 3.5 million dollars and cut 1,200 jobs.",
                "unsupported",
                "million",
            ),
            ("The company cut twelve hundred jobs in three plants.", "supported", ""),
            ("The company cut more than 1,000 jobs in three plants.", "supported", ""),
            ("The company cut 1,300 jobs in three plants.", "unsupported", "1,300"),
            ("The company cut 1,200 jobs in four plants.", "unsupported", "four"),
        ],
    ),
    (
        "The storm left 38 villages without power and 51 people injured.",
        [
            ("The storm left about 40 villages without power.", "supported", ""),
            ("The storm left nearly 50 people injured.", "unsupported", "51"),
            ("The storm left more than 50 people injured.", "supported", ""),
            ("The storm left 40 villages without power.", "unsupported", "38"),
        ],
    ),
    (
        "A dozen soldiers and two-thirds of the officers signed the letter.",
        [
            ("Twelve soldiers and two-thirds of the officers signed the letter.", "supported", ""),
            ("Some 67% of the officers signed the letter.", "supported", ""),
            ("Half of the officers signed the letter.", "unsupported", "two-thirds"),
        ],
    ),
    (
        "The court sentenced the banker to 20 years in prison on the fourth count.",
        [
            ("The court sentenced the banker to twenty years in prison.", "supported", ""),
            ("The court sentenced the banker to 20 months in prison.", "unsupported", "20"),
            ("The court sentenced the banker on the 4th count.", "supported", ""),
        ],
    ),
    (
        "Turnout reached 62.4 per cent, between 10 and 15 per cent more than in 2019.",
        [
            ("Turnout reached 62%.", "supported", ""),
            ("Turnout was 10% more than in 2019.", "supported", ""),
            ("Turnout reached 64%.", "unsupported", "62.4"),
        ],
    ),
]

DATES: list[tuple[str, list[Row]]] = [
    (  # published on Sunday, 13 July 2025
        "Lavrov met the North Korean leader in Wonsan on Saturday, after talks on 5 July.",
        [
            ("Lavrov met the North Korean leader in Wonsan on 12 July.", "supported", ""),
            ("Lavrov met the North Korean leader in Wonsan on July 12, 2025.", "supported", ""),
            ("Lavrov met the North Korean leader in Wonsan on 2025-07-12.", "supported", ""),
            ("Lavrov met the North Korean leader in Wonsan on 10 July.", "unsupported", "10 July"),
            ("Lavrov met the North Korean leader in Wonsan on Monday.", "unsupported", "Saturday"),
            ("Lavrov met the North Korean leader in Wonsan in July 2025.", "supported", ""),
            ("Lavrov met the North Korean leader in Wonsan in 2023.", "unsupported", "2023"),
            ("Lavrov met the North Korean leader in Wonsan in August.", "unsupported", "August"),
        ],
    ),
    (
        "The treaty was signed on 24 February 2022 and expires at the end of the 2030s.",
        [
            ("The treaty was signed on February 24, 2022.", "supported", ""),
            ("The treaty was signed in February 2022.", "supported", ""),
            ("The treaty was signed on 26 February 2022.", "unsupported", "24 February 2022"),
            ("The treaty was signed in 2021.", "unsupported", "2021"),
            ("The treaty expires at the end of the 2030s.", "supported", ""),
        ],
    ),
    (
        "Yesterday the ministry closed the bridge; last year it closed the tunnel.",
        [
            ("The ministry closed the bridge on 12 July.", "supported", ""),
            ("The ministry closed the tunnel in 2024.", "supported", ""),
            ("The ministry closed the tunnel in 2022.", "unsupported", "2022"),
        ],
    ),
]

NAMES: list[tuple[str, list[Row]]] = [
    (
        "Russian Foreign Minister Sergei Lavrov visited Wonsan, state news agency KCNA said.",
        [
            ("Foreign Minister Sergey Lavrov visited Wonsan, KCNA said.", "supported", ""),
            ("Mr Lavrov visited Wonsan, KCNA said.", "supported", ""),
            ("Russia's Lavrov visited Wonsan, KCNA said.", "supported", ""),
            ("Russian Foreign Minister Igor Lavrov visited Wonsan.", "unsupported", "Igor"),
            ("Russian Foreign Minister Sergei Ivanov visited Wonsan.", "unsupported", "Ivanov"),
            ("Sergei Lavrov visited Pyongyang, KCNA said.", "unsupported", "Pyongyang"),
            ("Sergei Lavrov visited Wonsan, Reuters said.", "unsupported", "Reuters"),
        ],
    ),
    (
        "The United States and the World Health Organization sent doctors to Kyiv.",
        [
            ("The US and the WHO sent doctors to Kyiv.", "supported", ""),
            ("The U.S. and the World Health Organization sent doctors to Kyiv.", "supported", ""),
            ("America and the WHO sent doctors to Kyiv.", "supported", ""),
            ("The US and the WHO sent doctors to Ukraine.", "weak", "Ukraine"),
            ("The US and the WHO sent doctors to Poland.", "unsupported", "Poland"),
            ("The United Nations and the WHO sent doctors to Kyiv.", "unsupported", "Nations"),
        ],
    ),
    (
        "He studied at the University of Colorado Anschutz Medical Campus in Aurora.",
        [
            ("He studied at the University of Colorado in Aurora.", "supported", ""),
            ("He studied at the University of California in Aurora.", "unsupported", "California"),
        ],
    ),
    (
        "Vladimir Putin did not attend the summit, and Zelenskyy left early.",
        [
            ("Zelensky left the summit early.", "supported", ""),
            ("Putin did not attend the summit.", "supported", ""),
            ("The summit was left early by Macron.", "unsupported", "Macron"),
        ],
    ),
    (
        "Germany's chancellor and French officials welcomed the Tulsa delegation.",
        [
            ("German and French officials welcomed the Tulsa delegation.", "supported", ""),
            ("German and French officials welcomed the Tulsa County delegation.", "weak", "County"),
            ("German and Dutch officials welcomed the Tulsa delegation.", "unsupported", "Dutch"),
        ],
    ),
]

QUOTATIONS: list[tuple[str, list[Row]]] = [
    (
        "“We warn against exploiting these ties to build alliances,” Lavrov told reporters.",
        [
            ('"We warn against exploiting these ties," Lavrov told reporters.', "supported", ""),
            ("Lavrov warned against “exploiting these ties”.", "supported", ""),
            ('"We warn against … alliances," Lavrov told reporters.', "supported", ""),
            ('"We warn against exploiting [the] ties," Lavrov told reporters.', "supported", ""),
            ('"[They] warn against exploiting these ties," Lavrov said.', "supported", ""),
            ('"We forbid exploiting these ties," Lavrov told reporters.', "unsupported", "nearest"),
            ("Lavrov called the ties “hostile”.", "unsupported", "hostile"),
        ],
    ),
    (
        "The judge called it 'a sad day for the city' and closed the case.",
        [
            ("The judge called it ‘a sad day for the city’.", "supported", ""),
            ("The judge called it 'a great day for the city'.", "unsupported", "great day"),
            ("The judge closed the city's case.", "weak", "different clauses"),
            ("The judge closed the case; it was the city's sad day.", "supported", ""),
        ],
    ),
]

NEGATIONS: list[tuple[str, list[Row]]] = [
    (
        "The minister did not attend the opening of the embassy in Oslo.",
        [
            ("The minister attended the opening of the embassy in Oslo.", "unsupported", "denies"),
            ("The minister didn't attend the opening of the embassy.", "supported", ""),
        ],
    ),
    (
        "The bank raised its interest rate in March.",
        [
            ("The bank did not raise its interest rate in March.", "unsupported", "denied"),
            ("The bank never raised its interest rate in March.", "unsupported", "denied"),
            ("The bank raised not only its interest rate in March.", "supported", ""),
        ],
    ),
]

OPPOSITES: list[tuple[str, list[Row]]] = [
    (
        "Exports to China rose sharply after the agreement.",
        [
            ("Exports to China fell sharply after the agreement.", "unsupported", "rose"),
            ("Imports to China rose sharply after the agreement.", "unsupported", "Exports"),
            ("Exports to China rose sharply before the agreement.", "unsupported", "after"),
            ("Exports to China increased sharply after the agreement.", "weak", "rose"),
        ],
    ),
    (
        "Parliament rejected the pension bill by a narrow margin.",
        [
            ("Parliament approved the pension bill by a narrow margin.", "unsupported", "rejected"),
            ("The pension bill was rejected by parliament.", "supported", ""),
        ],
    ),
    (
        "Activists poured yellow and blue paint on the road near the embassy.",
        [
            ("Activists poured yellow and green paint on the road.", "unsupported", "blue"),
            ("Yellow and blue paint was poured on the road by activists.", "supported", ""),
        ],
    ),
]

ATTRIBUTIONS: list[tuple[str, list[Row]]] = [
    (
        "The army destroyed the depot near the border, a spokesman said.",
        [
            ("The army destroyed the depot near the border.", "unsupported", "fact"),
            ("A spokesman said the army destroyed the depot near the border.", "supported", ""),
            ("According to a spokesman, the army destroyed the depot.", "supported", ""),
        ],
    ),
    (
        "The suspect may have fled across the river to the northern district.",
        [
            ("The suspect fled across the river to the northern district.", "unsupported", "may"),
            ("The suspect might have fled across the river.", "supported", ""),
        ],
    ),
    (
        '"The harvest failed because of the heat and the late rain," she told the committee.',
        [
            (
                "The harvest failed because of the heat and the late rain.",
                "unsupported",
                "someone said",
            ),
            ("The harvest failed because of the heat, she told the committee.", "supported", ""),
        ],
    ),
]

WORDINGS: list[tuple[str, list[Row]]] = [
    (
        "The city council approved a new tram line between the harbour and the airport.",
        [
            ("A new tram line between harbour and airport was approved.", "supported", ""),
            (
                "Councillors voted for a tram line from the harbour to the airport.",
                "weak",
                "wording",
            ),
            ("Voters everywhere worry about crime, schools and taxes.", "unsupported", "little"),
            ("The passages do not mention any taxes or schools.", "weak", "sources"),
            ("Here is a summary in 60 words:", "weak", "introduces"),
        ],
    ),
]

GROUPS = {
    "number": NUMBERS,
    "date": DATES,
    "name": NAMES,
    "quotation": QUOTATIONS,
    "negation": NEGATIONS,
    "opposite": OPPOSITES,
    "attribution": ATTRIBUTIONS,
    "wording": WORDINGS,
}
PAIRS = [
    (kind, source, *row) for kind, group in GROUPS.items() for source, rows in group for row in rows
]
PAIRS += [
    ("story", source, *row) for source, rows in (*STORIES, *HOSTILE, *BINDINGS) for row in rows
]
