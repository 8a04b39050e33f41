"""Pairs as a hostile reporter would write them: each sentence has the words of its source.

As in `verify_pairs`, a row is a sentence, its verdict, and a word of its reasons.
"""

Row = tuple[str, str, str]

HOSTILE: list[tuple[str, list[Row]]] = [
    (
        "Hale said sales didn't grow in the third quarter.",
        [
            ("“Hale said sales rose”, the memo claims.", "unsupported", "not quoted"),
            ("Hale said sales rose in the third quarter.", "unsupported", "denies"),
            ("Hale said sales grew in the third quarter.", "unsupported", "denies"),
            ("Hale said sales did not increase in the third quarter.", "weak", "beyond"),
            ("Hale said sales fell in the third quarter.", "weak", "beyond"),
            ("Hale said sales rose.", "unsupported", "denies"),
        ],
    ),
    (
        "Mayor Cole thanked the board for its patience.",
        [
            ("The board thanked Mayor Cole for its patience.", "unsupported", "other way round"),
            ("The board thanked Mayor Cole.", "unsupported", "other way round"),
            ("The board was thanked by Mayor Cole.", "supported", ""),
            ("Cole thanked the board.", "supported", ""),
            ("The board thanked Cole for his patience.", "unsupported", "other way round"),
        ],
    ),
    (
        "The union sued the company after the strike.",
        [
            ("The company sued the union after the strike.", "unsupported", "other way round"),
            ("The company was sued by the union after the strike.", "supported", ""),
        ],
    ),
    (
        "Police shot a man who attacked two officers in Leith.",
        [
            (
                "A man shot police who attacked two officers in Leith.",
                "unsupported",
                "other way round",
            ),
            ("Two officers attacked a man in Leith.", "unsupported", "other way round"),
        ],
    ),
    (
        "Lind told Berg that Ek had resigned.",
        [
            ("Berg told Lind that Ek had resigned.", "unsupported", "other way round"),
            ("Lind told Ek that Berg had resigned.", "unsupported", "other way round"),
            ("Ek told Berg that Lind had resigned.", "unsupported", "said by"),
        ],
    ),
    (
        "Spain beat Italy 2-1 and France beat Portugal 3-0.",
        [
            ("Italy beat Spain 2-1.", "unsupported", "other way round"),
            ("France beat Portugal 3-0.", "supported", ""),
        ],
    ),
    (
        "Oslo lent Bergen the painting that Turku had sold.",
        [
            (
                "Bergen lent Oslo the painting that Turku had sold.",
                "unsupported",
                "other way round",
            ),
            (
                "Oslo lent Turku the painting that Bergen had sold.",
                "unsupported",
                "other way round",
            ),
        ],
    ),
    (
        ("“We are ready,” Mayor Cole said. “We will not wait,” union leader Dana Reyes added."),
        [
            ("“We are ready. We will not wait,” Mayor Cole said.", "unsupported", "joins words of"),
            (
                "“We are ready … We will not wait,” Mayor Cole said.",
                "unsupported",
                "joins words of",
            ),
            ("“We are ready,” Cole said.", "supported", ""),
            ("“We will not wait,” Cole said.", "unsupported", "said by"),
        ],
    ),
    (
        (
            "“We have lost the harbour,” Cole told reporters on Monday. A day later"
            " he said: “The city will pay for every boat that was damaged.”"
        ),
        [
            (
                ("“We have lost the harbour. The city will pay for every boat,” Cole said."),
                "weak",
                "apart",
            ),
            ("“We have lost every boat that was damaged,” Cole said.", "unsupported", "apart"),
            ("“The harbour will pay for every boat,” Cole said.", "unsupported", "apart"),
        ],
    ),
    (
        (
            "Toyota is showing a hybrid car while Ford is rolling out an electric "
            "SUV that carries the Mustang brand. The Ford Mustang sells well."
        ),
        [
            (
                (
                    "Toyota is showing a hybrid car while Mustang is rolling out an "
                    "electric SUV that carries the Ford brand."
                ),
                "unsupported",
                "other way round",
            ),
        ],
    ),
    (
        (
            "But the most telling contradiction was his claim that he visited "
            "Epstein in New York in 2010."
        ),
        [
            (
                (
                    "But the most telling contradiction was his claim that he visited "
                    "New York in Epstein in 2010."
                ),
                "unsupported",
                "other way round",
            ),
        ],
    ),
    (
        (
            "This surge in pollution in Delhi is a regular occurrence, and it is "
            "part of a dangerous problem in India."
        ),
        [
            (
                (
                    "This surge in pollution in India is a regular occurrence, and it "
                    "is part of a dangerous problem in Delhi."
                ),
                "unsupported",
                "other way round",
            ),
        ],
    ),
    (
        "Visit us on Facebook, Twitter, and Instagram.",
        [
            ("Visit us on Instagram, Twitter, and Facebook.", "supported", ""),
        ],
    ),
    (
        (
            "The plane carrying the minister landed in Oslo at noon and the train "
            "left Bergen at four."
        ),
        [
            (
                (
                    "The plane carrying the minister landed in Bergen at noon and the "
                    "train left Oslo at four."
                ),
                "unsupported",
                "other way round",
            ),
            (
                (
                    "The plane carrying the minister landed in Oslo at four and the "
                    "train left Bergen at noon."
                ),
                "unsupported",
                "other way round",
            ),
        ],
    ),
    (
        "Shares of Norsk fell while shares of Statnett rose.",
        [
            ("Shares of Norsk rose while shares of Statnett fell.", "unsupported", "stands where"),
            (
                "Shares of Statnett fell while shares of Norsk rose.",
                "unsupported",
                "other way round",
            ),
        ],
    ),
    (
        "The boys' school beat the girls' school in the debate on Friday.",
        [
            (
                "The girls' school beat the boys' school in the debate on Friday.",
                "unsupported",
                "stands where",
            ),
        ],
    ),
    (
        "Lind resigned after Berg died.",
        [
            ("Berg resigned.", "weak", "different clauses"),
            ("Berg died.", "supported", ""),
            ("Lind died.", "weak", "different clauses"),
            ("Lind resigned.", "supported", ""),
        ],
    ),
    (
        "The board approved the merger and rejected the bonus plan.",
        [
            (
                "The board rejected the merger and approved the bonus plan.",
                "unsupported",
                "stands where",
            ),
            ("The board approved the bonus plan.", "weak", "different clauses"),
            ("The board approved the merger.", "supported", ""),
        ],
    ),
    (
        "Norsk fell while Statnett rose.",
        [
            ("Statnett rose while Norsk fell.", "supported", ""),
            ("Statnett fell while Norsk rose.", "unsupported", "other way round"),
        ],
    ),
    (
        "Lind resigned after losing the vote and left for Oslo.",
        [
            ("Lind left for Oslo.", "supported", ""),
            ("Lind lost the vote.", "supported", ""),
            ("Lind resigned.", "supported", ""),
        ],
    ),
    (
        "When Lind lost, she resigned; Berg took over and sold the yard.",
        [
            ("Lind resigned.", "supported", ""),
            ("Berg sold the yard.", "supported", ""),
            ("Lind sold the yard.", "weak", "different clauses"),
            ("Berg resigned.", "weak", "different clauses"),
        ],
    ),
    (
        "Falk, who leads the port, and Horak, the minister, opened the quay.",
        [
            ("Falk leads the port.", "supported", ""),
            ("Horak opened the quay.", "supported", ""),
            ("Falk opened the quay.", "supported", ""),
        ],
    ),
    (
        "Lind and Berg won seats but Ek lost hers.",
        [
            ("Berg won a seat.", "supported", ""),
            ("Ek won seats.", "weak", "different clauses"),
            ("Lind lost her seat.", "weak", "different clauses"),
        ],
    ),
    (
        "The strike at the yard, which began on Monday, delayed the ferry.",
        [
            ("The strike delayed the ferry.", "supported", ""),
        ],
    ),
    (
        "“We are ready,” Mayor Cole said. “We will not wait for Oslo.”",
        [
            ("“We are ready. We will not wait for Oslo,” Mayor Cole said.", "weak", "apart"),
            ("“We are ready … We will not wait for Oslo,” Mayor Cole said.", "weak", "two places"),
            ("“We will not wait for Oslo,” Cole said.", "supported", ""),
        ],
    ),
    (
        "Cole said the city would pay for every boat that was damaged.",
        [
            ("“The city would pay for every boat,” Cole said.", "weak", "without quotation marks"),
            ("Cole said “the city would pay for every boat”.", "weak", "without quotation marks"),
            ("Cole said the city would pay for every boat.", "supported", ""),
        ],
    ),
    (
        ("“I never saw the report,” Dana Reyes said. “Nobody showed it to me,” said Olof Berg."),
        [
            (
                "“I never saw the report. Nobody showed it to me,” Reyes said.",
                "unsupported",
                "joins words of",
            ),
            ("“Nobody showed it to me,” Reyes said.", "unsupported", "said by"),
            ("“I never saw the report,” said Olof Berg.", "unsupported", "said by"),
            ("“I never saw it,” Reyes said.", "unsupported", "not quoted"),
            ("Reyes said she “never saw the report”.", "supported", ""),
        ],
    ),
    (
        (
            "“If the council does not act by May, and I doubt that it will, we will"
            " close the school,” she said."
        ),
        [
            (
                ("“If the council does not act by May … we will close the school,” she said."),
                "supported",
                "",
            ),
            (
                ("“If the council does not act by May, we will close the school,” she said."),
                "unsupported",
                "apart",
            ),
            ("“We will close the school,” she said.", "supported", ""),
            ("“[W]e will close the school,” she said.", "supported", ""),
        ],
    ),
    (
        "Sales rose in May.",
        [
            ("Sales did not grow in May.", "unsupported", "is denied here"),
            ("Sales grew in May.", "weak", "stands where"),
            ("Sales did not fall in May.", "weak", "beyond"),
            ("Sales fell in May.", "unsupported", "stands where"),
        ],
    ),
    (
        "Hale said sales fell.",
        [
            ("Hale said sales did not rise.", "weak", "beyond"),
            ("Hale said sales did not drop.", "unsupported", "is denied here"),
        ],
    ),
    (
        (
            "The council spent a third of its 90 million euro budget on roads, 4.5 "
            "kilometres of them new."
        ),
        [
            ("The council spent a third of its budget on roads.", "supported", ""),
            ("The council spent half of its budget on roads.", "unsupported", "which says"),
            ("The council spent 33% of its budget on roads.", "supported", ""),
            ("The council built 4.5 miles of new roads.", "unsupported", "which says"),
        ],
    ),
    (
        "All but two of the 15 members voted for the plan.",
        [
            ("All 15 members voted for the plan.", "unsupported", "says"),
            ("All but three of the 15 members voted for the plan.", "unsupported", "which says"),
            ("Two members voted for the plan.", "unsupported", "which says"),
            ("All but two members voted for the plan.", "supported", ""),
        ],
    ),
    (
        ("Prosecutors alleged that Mr Falk took bribes; his lawyer, Ida Holm, denied the charge."),
        [
            ("Falk allegedly took bribes.", "supported", ""),
            ("Falk denied the charge.", "weak", "different clauses"),
            ("Prosecutors proved that Falk took bribes.", "weak", "stands where"),
            ("Falk was convicted of taking bribes.", "weak", "beyond"),
        ],
    ),
    (
        "It is not true that the minister did not know of the loan, Ek said.",
        [
            ("The minister did not know of the loan, Ek said.", "unsupported", "not in"),
            ("The minister knew of the loan, Ek said.", "supported", ""),
        ],
    ),
    (
        "The Financial Conduct Authority fined Halden Bank $3.2m on 31 January.",
        [
            ("The FCA fined Halden Bank $3.2 million.", "supported", ""),
            ("The FCA fined Halden Bank on 1 February.", "unsupported", "which says"),
            ("The FCA fined Halden Bank at the end of January.", "weak", "beyond"),
            ("The FAC fined Halden Bank.", "unsupported", "stands where"),
            ("Halden Bank was fined $3.2 billion.", "unsupported", "which says"),
            (
                "The Federal Communications Authority fined Halden Bank.",
                "unsupported",
                "stands where",
            ),
        ],
    ),
    (
        (
            "Dr. Anna Reis, a professor at Lund University, said the drug could "
            "help some patients within five to seven years."
        ),
        [
            ("Reis said the drug will help patients.", "weak", ""),
            ("The drug could help all patients, Reis said.", "unsupported", "stands where"),
            ("The drug could help some patients within seven years, Reis said.", "supported", ""),
            ("The drug helps some patients, Reis said.", "weak", ""),
            ("Prof Reis said the drug could help some patients.", "supported", ""),
            (
                ("Dr. Anna Reis of Oslo University said the drug could help some patients."),
                "unsupported",
                "stands where",
            ),
            ("Reis said the drug could harm some patients.", "weak", "stands where"),
        ],
    ),
    (
        "Cole said that Reyes had told him the board knew of the leak.",
        [
            (
                "Reyes said Cole had told her the board knew of the leak.",
                "unsupported",
                "other way round",
            ),
            ("The board knew of the leak.", "unsupported", "stated as fact"),
            ("Reyes told Cole the board knew of the leak, Cole said.", "supported", ""),
        ],
    ),
    (
        "The ceasefire began at 6 a.m. on Thursday and will last 72 hours.",
        [
            ("The ceasefire will last three days.", "weak", "stands where"),
            ("The ceasefire will last 72 days.", "unsupported", "which says"),
            ("The ceasefire ended at 6 a.m. on Thursday.", "unsupported", "stands where"),
            ("The ceasefire began on Friday.", "unsupported", "which says"),
        ],
    ),
    (
        ("Fewer than 40 of the town's 1,200 houses have been rebuilt since the flood of 2021."),
        [
            ("More than 40 of the houses have been rebuilt.", "unsupported", "stands where"),
            ("Fewer than 40 houses were rebuilt since the flood.", "supported", ""),
            ("Most houses have been rebuilt since the flood.", "weak", "is not in"),
            (
                "Fewer than 40 of the town's 12,000 houses have been rebuilt.",
                "unsupported",
                "which says",
            ),
            (
                "At least 40 of the town's 1,200 houses have been rebuilt.",
                "unsupported",
                "which says",
            ),
        ],
    ),
    (
        (
            "Former president Olav Berg, who is 71, was acquitted of fraud in 2019 "
            "but convicted of perjury."
        ),
        [
            ("President Olav Berg was acquitted of fraud.", "weak", ""),
            ("Berg was convicted of fraud.", "unsupported", "stands where"),
            ("Berg was acquitted of perjury.", "weak", "different clauses"),
            ("Berg was not convicted of perjury.", "unsupported", "is denied here"),
            ("Berg, 17, was acquitted of fraud.", "unsupported", "which says"),
            ("Former president Olav Berg was convicted of perjury.", "supported", ""),
            (
                "Former president Olav Berg was convicted of fraud in 2019.",
                "unsupported",
                "stands where",
            ),
        ],
    ),
    (
        (
            "Shares in Norsk closed up 4.2%, the highest since March, while oil "
            "slipped below $70 a barrel."
        ),
        [
            ("Shares in Norsk closed down 4.2%.", "unsupported", "stands where"),
            ("Shares in Norsk closed at the lowest since March.", "unsupported", "stands where"),
            ("Oil slipped below $70.", "supported", ""),
            ("Oil rose above $70 a barrel.", "unsupported", "stands where"),
            ("Oil slipped above $70 a barrel.", "unsupported", "stands where"),
            ("Oil closed up 4.2%.", "weak", "different clauses"),
            ("Shares in Norsk slipped below $70.", "weak", "different clauses"),
        ],
    ),
    (
        "Neither the mayor nor the police chief attended the meeting.",
        [
            ("The mayor attended the meeting.", "unsupported", "says"),
            ("The mayor did not attend the meeting.", "supported", ""),
            ("The police chief attended the meeting.", "unsupported", "says"),
        ],
    ),
    (
        "The court refused to release Lind without bail.",
        [
            ("The court released Lind without bail.", "unsupported", "says"),
            ("The court agreed to release Lind without bail.", "unsupported", "stands where"),
        ],
    ),
    (
        "Only three schools failed to open on time.",
        [
            ("Three schools opened on time.", "unsupported", "says"),
            ("Three schools failed to open on time.", "supported", ""),
        ],
    ),
    (
        "The treaty was signed by 12 states, excluding Norway.",
        [
            ("The treaty was signed by Norway.", "unsupported", "says"),
            ("Norway signed the treaty.", "unsupported", "says"),
            (
                "The treaty was signed by 12 states, including Norway.",
                "unsupported",
                "stands where",
            ),
        ],
    ),
]
