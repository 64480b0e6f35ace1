"""What companies say of themselves, for testing the finder: written before its lexicon, in the manner of real firms.

Each is (language, description, country, the ecosystem that must be among those of the first three clusters).
TUNED were looked at while the lexicon and the weights were made; HELD were not run until both stood.
"""

TUNED = [
    ("fi", "Valmistamme tuulivoimaloiden tornien teräsosia ja huollamme turbiineja", "FI", "Renewable Energy"),
    ("fi", "Teemme hirsitaloja ja CLT-elementtejä kotimaisesta puusta", "FI", "Construction"),
    ("fi", "Perheyritys Pohjanmaalla: leivomme ruisleipää ja myymme leipomotuotteita kauppoihin", "FI", "Agri-Food"),
    ("fi", "Kehitämme mobiilipelejä ja teemme animaatioita asiakkaille", "FI", "Cultural and Creative Industries"),
    ("fi", "Ohjelmistotalo, joka tekee pilvipalveluja ja tekoälyratkaisuja teollisuudelle", "FI", "Digital"),
    ("sv", "Vi är ett familjeföretag som bygger båtar och skrovdelar åt varv", "FI", "Mobility-Transport-Automotive"),
    ("sv", "Vi utvecklar sensorer och kretskort för mätning inom industrin", "SE", "Electronics"),
    ("sv", "Hotell och stugor med guidade turer i fjällen", "SE", "Tourism"),
    ("sv", "Vi odlar tomater i växthus och förädlar grönsaker", "FI", "Agri-Food"),
    ("en", "We make offshore wind blades and do turbine maintenance", "DK", "Renewable Energy"),
    ("en", "Small medtech company selling diagnostic devices to hospitals", "FI", "Health"),
    ("en", "Our team builds satellites' payloads and small drones for surveying", "FI", "Aerospace and Defence"),
    ("no", "Vi leverer fôr og utstyr til oppdrettsanlegg for laks", "NO", "Agri-Food"),
    (
        "da",
        "Vi renser spildevand og bygger anlæg til vandforsyning",
        "DK",
        "Proximity, Social Economy and Civil Security",
    ),
]

HELD = [
    ("fi", "Suunnittelemme ja ompelemme työvaatteita kierrätetystä kankaasta", "FI", "Textile"),
    (
        "fi",
        "Koneistamme ja hitsaamme teräsrakenteita kaivoksille ja sellutehtaille",
        "FI",
        "Energy Intensive Industries",
    ),
    ("fi", "Järjestämme revontuliretkiä ja moottorikelkkasafareita matkailijoille Lapissa", "FI", "Tourism"),
    ("fi", "Lääkinnällisten laitteiden ja kuntoutuksen apuvälineiden valmistaja", "FI", "Health"),
    (
        "fi",
        "Kuljetusliike: rekkoja, varastointia ja logistiikkapalveluja satamista",
        "FI",
        "Mobility-Transport-Automotive",
    ),
    ("sv", "Konsultbyrå inom cybersäkerhet och systemutveckling", "SE", "Digital"),
    ("sv", "Vi tillverkar solpaneler och batterilager för lantgårdar", "FI", "Renewable Energy"),
    ("sv", "Sågverk som levererar limträ till byggbranschen", "SE", "Construction"),
    (
        "sv",
        "Vi återvinner elskrot och plast och säljer råvaran vidare",
        "FI",
        "Proximity, Social Economy and Civil Security",
    ),
    ("en", "We design printed circuit boards and industrial robots' control units", "FI", "Electronics"),
    ("en", "Brewery and distillery using local grain and berries", "FI", "Agri-Food"),
    ("en", "Specialty steel foundry with a chemical surface treatment line", "SE", "Energy Intensive Industries"),
    (
        "no",
        "Verft som bygger og reparerer fiskebåter og ferger med elektrisk fremdrift",
        "NO",
        "Mobility-Transport-Automotive",
    ),
    ("da", "Vi sælger dansk møbeldesign og tøj til butikker i hele Norden", "DK", "Textile"),
]

# A second unseen set, written after HELD had been run once (test_finder.py says how that went).
FRESH = [
    ("fi", "Kudomme villasukkia ja neuleita suomalaisesta villasta", "FI", "Textile"),
    ("fi", "Asennamme aurinkopaneeleja ja lämpöpumppuja omakotitaloihin", "FI", "Renewable Energy"),
    ("fi", "Olemme pieni jäähdytyslaitteiden ja säätöventtiilien konepaja", "FI", "Electronics"),
    ("fi", "Kaivosyhtiöiden alihankkija, rikastamme ja kuljetamme malmia", "FI", "Energy Intensive Industries"),
    ("fi", "Hoivakoti ja kotihoidon palvelut ikäihmisille", "FI", "Health"),
    ("sv", "Vi syr upp funktionskläder för jakt och friluftsliv", "SE", "Textile"),
    ("sv", "Leverantör av drönare och obemannade system till räddningstjänsten", "SE", "Aerospace and Defence"),
    ("sv", "Vi tar hand om avloppsvatten och slam från kommuner", "SE", "Proximity, Social Economy and Civil Security"),
    ("en", "Family-run log house manufacturer exporting to Germany and Japan", "FI", "Construction"),
    ("en", "We write payment software for banks and online lenders", "DK", "Digital"),
    ("no", "Programvare for kunstig intelligens på sykehus", "NO", "Health"),
    ("da", "Vi udvikler styringer til robotter og automatisering af produktion", "DK", "Electronics"),
]
