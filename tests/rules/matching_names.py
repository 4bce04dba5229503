# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names to make fictitious persons from, by origin, and the ways in which others write them.

Kept apart from the tables in `samenspel/rules/data` on purpose: many variants here are in no list there.
"""

from typing import NamedTuple


class Origin(NamedTuple):
    """Given names by sex, surnames, and how much of the corpus comes from here."""

    share: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    filled_dates: float = 0.0
    second_names: float = 0.3


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


ORIGINS = {
    "nederlands": Origin(
        50,
        _words(
            "Johanna, Maria, Wilhelmina, Elisabeth, Catharina, Sanne, Lotte, Femke, Anne-Marie, "
            "Marijke, Ingrid, Jolanda, Petronella, Hendrika, Margaretha, Fleur, Noor, Tess, Emma, "
            "Sophie, Roos, Iris, Saskia, Yvonne"
        ),
        _words(
            "Johannes, Cornelis, Hendrikus, Petrus, Wilhelmus, Jacobus, Antonius, Gerardus, Daan, "
            "Sem, Sam, Thijs, Jan Willem, Bart, Bert, Ruben, Sander, Joost, Martijn, Theodorus, "
            "Nicolaas, Matthijs, Luuk, Stijn"
        ),
        _words(
            "de Jong, Jansen, de Vries, van den Berg, van Dijk, Bakker, Visser, Smit, Meijer, "
            "de Boer, Mulder, Bos, van der Meer, van der Linden, Schouten, van 't Hof, ter Horst, "
            "Dijkstra, Hoekstra, Terpstra, Kuipers, van de Ven, Verhoeven, Wijnstra, Ruijgrok, "
            "Uijtdehaage, Zoetelief, Brinkhorst, Quaadvliet, Schaepman, op den Camp, in 't Veld, "
            "Oosterwijck, Groeneveld, Haverkort, Leeflang, Nieuwenhuijzen, Tempelaars, "
            "van Ravensteijn, Bijsterveld, Cremers, Dekkers, Thijssen, Vrolijk, Weijters, "
            "Zuijderduin, Knaapen"
        ),
        second_names=0.6,
    ),
    "marokkaans": Origin(
        12,
        _words(
            "Fatima, Aicha, Khadija, Naima, Samira, Hafsa, Ikram, Nour, Zineb, Fatima Zahra, Loubna, "
            "Ouiam, Rachida"
        ),
        _words(
            "Mohamed, Ahmed, Youssef, Rachid, Khalid, Hicham, Abdelkarim, Hassan, Mustapha, Brahim, "
            "Mohamed Amine"
        ),
        _words(
            "El Amrani, Benali, Ouali, El Idrissi, Bouzidi, Ait Ouarrab, El Khattabi, Chaoui, "
            "Azzouzi, Ben Haddou, El Mansouri, Tahiri, Bouchibti, El Hamdaoui, Zerouali, Aouragh, "
            "Lahrichi"
        ),
        0.04,
    ),
    "turks": Origin(
        10,
        _words("Ayşe, Fatma, Emine, Zeynep, Elif, Şeyma, Gülşen, Hatice, Özlem, Büşra, Nurcan, Sevgül"),
        _words(
            "Mehmet, Mustafa, Hüseyin, İbrahim, Ömer, Emre, Yusuf, Çağlar, Uğur, Süleyman, "
            "Mehmet Ali, Oğuzhan"
        ),
        _words(
            "Yıldız, Öztürk, Şahin, Çelik, Kılıç, Doğan, Güneş, Karataş, Yılmazer, Bozkurt, Aydoğdu, "
            "Gökçe, Tüfekçi"
        ),
        0.04,
    ),
    "pools": Origin(
        8,
        _words("Katarzyna, Małgorzata, Agnieszka, Joanna, Zofia, Aleksandra, Żaneta, Jadwiga, Elżbieta"),
        _words("Łukasz, Krzysztof, Tomasz, Grzegorz, Paweł, Michał, Wojciech, Zbigniew, Bartłomiej"),
        _words(
            "Wójcik, Kowalczyk, Lewandowski, Zieliński, Szymański, Dąbrowski, Wróbel, Jabłoński, "
            "Krawczyk, Głowacki"
        ),
        second_names=0.2,
    ),
    "surinaams": Origin(
        8,
        _words("Shanti, Sharmila, Roshni, Priya, Cheryl, Natasha, Soeshila, Indra, Muriel, Ghislaine"),
        _words("Radjesh, Soeradj, Dinesh, Ricardo, Winston, Ashwin, Roy, Clifton, Mahinder, Sergio"),
        _words(
            "Ramdin, Sewpersad, Jagroep, Bhagwandas, Kartoredjo, Pinas, Soekhoe, Biharie, Doerga, "
            "Kromosoeto, Cederboom"
        ),
    ),
    "arabisch": Origin(
        7,
        _words("Maryam, Noor, Rania, Hanan, Dalal, Amal, Huda, Rawan, Safa, Zahra"),
        _words("Muhammad, Ali, Hussein, Khaled, Abdullah, Mahmoud, Omar, Bashar, Haydar, Qusay, Hasan"),
        _words(
            "Al-Hariri, Al Ahmad, Darwish, Khoury, Al-Masri, Shahin, Haddad, Al Jaziri, Othman, "
            "Qabbani, Saleh"
        ),
        0.25,
    ),
    "eritrees": Origin(
        5,
        _words("Selam, Mihret, Senait, Tsegereda, Rahwa, Yordanos, Almaz, Letebrhan, Feven"),
        _words("Tesfay, Yohannes, Kidane, Filmon, Habtom, Mehari, Dawit, Gebremeskel, Tsegay, Berhane"),
        _words(
            "Gebremedhin Haile, Tesfamariam, Weldegebriel, Kidane Berhe, Habte, Teklehaimanot, "
            "Ghebreyesus, Asfaha, Mehari Tekle, Okbamichael, Zerai"
        ),
        0.35,
        0.1,
    ),
}

# Roepnamen as people use them; and call names that nobody could guess from the official name.
CALLED = {
    "Johanna": ("Joke", "Hanneke", "Annie", "Jopie"),
    "Maria": ("Marieke", "Ria", "Mieke", "Marijke"),
    "Wilhelmina": ("Willy", "Mien", "Wilma", "Ineke"),
    "Elisabeth": ("Els", "Bep", "Liesbeth", "Elly"),
    "Catharina": ("Toos", "Karin", "Tineke"),
    "Petronella": ("Nel", "Petra", "Ellen"),
    "Hendrika": ("Rika", "Henny", "Riek"),
    "Margaretha": ("Greet", "Margriet", "Gré"),
    "Johannes": ("Jan", "Hans", "Joop", "Johan"),
    "Cornelis": ("Kees", "Cor", "Cees"),
    "Hendrikus": ("Henk", "Rik", "Harrie"),
    "Petrus": ("Piet", "Peter"),
    "Wilhelmus": ("Wim", "Willem"),
    "Jacobus": ("Jaap", "Koos", "Sjaak"),
    "Antonius": ("Ton", "Toon", "Anton"),
    "Gerardus": ("Gerard", "Ger", "Sjra"),
    "Theodorus": ("Theo", "Dorus"),
    "Nicolaas": ("Klaas", "Nico"),
    "Matthijs": ("Thijs",),
    "Katarzyna": ("Kasia",),
    "Małgorzata": ("Gosia",),
    "Aleksandra": ("Ola",),
    "Krzysztof": ("Krzysiek",),
    "Tomasz": ("Tomek",),
    "Mohamed": ("Mo", "Moh"),
    "Abdelkarim": ("Karim",),
}

# The same name, as another clerk writes it.
REWRITTEN = {
    "Mohamed": ("Mohammed", "Muhammad", "Mohamad", "Mouhammed"),
    "Muhammad": ("Mohammed", "Mohamed", "Mohammad"),
    "Ahmed": ("Achmed", "Ahmad"),
    "Youssef": ("Yousef", "Yusuf", "Joessef"),
    "Yusuf": ("Yusef", "Jusuf"),
    "Rachid": ("Rashid", "Rasjid"),
    "Khalid": ("Chalid", "Khaled"),
    "Khaled": ("Khalid", "Galed"),
    "Hicham": ("Hisham", "Hichaam"),
    "Abdelkarim": ("Abdel Karim", "Abdulkarim", "Abd el Karim"),
    "Hassan": ("Hasan", "Hassen"),
    "Mustapha": ("Mustafa", "Mostafa"),
    "Aicha": ("Aisha", "Aïcha"),
    "Khadija": ("Chadija", "Khadidja"),
    "Naima": ("Naïma", "Naiema"),
    "Nour": ("Noor", "Nur"),
    "Noor": ("Nour", "Nur"),
    "Zineb": ("Zainab", "Zeineb"),
    "Hussein": ("Husain", "Hoessein", "Hossein"),
    "Hüseyin": ("Huseyin", "Husseyin"),
    "Abdullah": ("Abdoellah", "Abdalla"),
    "Mahmoud": ("Mahmud", "Mahmoed"),
    "Omar": ("Omer", "Umar"),
    "Maryam": ("Mariam", "Meryem"),
    "Huda": ("Hoda", "Houda"),
    "Haydar": ("Haidar", "Heydar"),
    "Ouiam": ("Wiam", "Wiyam"),
    "Loubna": ("Lubna", "Loebna"),
    "Fatima Zahra": ("Fatimazahra", "Fatima-Zohra"),
    "Tesfay": ("Tesfai", "Tesfaye"),
    "Yohannes": ("Yohanes", "Johannes"),
    "Mihret": ("Mehret", "Mihreth"),
    "Tsegay": ("Tsegai", "Segay"),
    "Kidane": ("Kidani", "Kidaney"),
    "Senait": ("Senayt", "Sennait"),
    "Katarzyna": ("Katarzina", "Katazyna"),
    "Krzysztof": ("Krzystof", "Kristof"),
    "Grzegorz": ("Gregorz", "Grzegosz"),
    "Zofia": ("Sofia", "Zophia"),
    "Soeshila": ("Sushila",),
    "Radjesh": ("Rajesh", "Radjes"),
    "Soeradj": ("Suraj", "Soeraj"),
    "Ouali": ("Wali", "El Ouali", "Oualy"),
    "El Amrani": ("Amrani", "Elamrani", "Al Amrani", "El-Amrani"),
    "El Idrissi": ("Idrissi", "Elidrissi", "El Idrisi"),
    "Benali": ("Ben Ali", "Ben-Ali"),
    "Ben Haddou": ("Benhaddou", "Ben Hadou"),
    "Ait Ouarrab": ("Aitouarrab", "Aït Ouarab"),
    "El Khattabi": ("Khattabi", "El Chattabi", "El Khatabi"),
    "Chaoui": ("Shaoui", "Chawi"),
    "Azzouzi": ("El Azzouzi", "Azouzi"),
    "Bouzidi": ("Buzidi", "Bouzidy"),
    "Al-Hariri": ("Hariri", "Alhariri", "El Hariri"),
    "Al Ahmad": ("Alahmad", "Al-Ahmed", "Al Achmad"),
    "Khoury": ("Khouri", "Choeri", "Khuri"),
    "Al-Masri": ("Almasri", "El Masry"),
    "Darwish": ("Darwich", "Darweesh"),
    "Othman": ("Osman", "Uthman"),
    "Gebremedhin Haile": ("Gebremedhin", "Ghebremedhin Haile", "Gebre Medhin Haile"),
    "Kidane Berhe": ("Berhe", "Kidane Berhé", "Kidanebrhe"),
    "Weldegebriel": ("Woldegebriel", "Welde Gebriel"),
    "Ghebreyesus": ("Gebreyesus", "Ghebre Yesus"),
    "Meijer": ("Meyer", "Meier"),
    "Jansen": ("Janssen", "Janse"),
    "Schouten": ("Schoute", "Schauten"),
    "Dijkstra": ("Dykstra", "Dijksta"),
    "Oosterwijck": ("Oosterwijk", "Oosterwyk"),
    "Schaepman": ("Schaapman", "Schapman"),
    "Nieuwenhuijzen": ("Nieuwenhuizen", "Nieuwenhuyzen"),
    "Ruijgrok": ("Ruigrok", "Ruygrok"),
    "Thijssen": ("Tijssen", "Thyssen"),
    "Zuijderduin": ("Zuiderduin",),
    "van Ravensteijn": ("van Ravenstein", "Ravestein"),
    "Bijsterveld": ("Bysterveld", "Beijsterveld"),
    "Sewpersad": ("Sewpersadsing", "Seupersad"),
    "Soekhoe": ("Sukhoe", "Soekoe"),
    "Kartoredjo": ("Kartoredjo", "Kartoredyo"),
}

# Twins whose names are alike, as parents choose them.
TWINS = {
    "V": _words(
        "Sanne/Hanne, Maria Anna/Maria Elisabeth, Fatima/Fatma, Emma/Emmy, Lotte/Lot, "
        "Noor/Noortje, Hafsa/Hafida"
    ),
    "M": _words(
        "Hasan/Husayn, Sam/Sem, Bart/Bert, Mohamed Amine/Mohamed Reda, Jan/Johan, Tom/Tim, "
        "Ali/Alim, Luuk/Luka"
    ),
}
