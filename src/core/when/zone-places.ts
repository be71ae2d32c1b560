/**
 * Places that people name and the IANA database does not: countries and states with one zone, cities, and newer names of cities
 * that the runtime has under older ones.
 */
export const morePlaces = `
Asia/Kathmandu: kathmandu
Asia/Kolkata: surat, jaipur, lucknow, kanpur, nagpur, kochi, cochin, noida, gurgaon, gurugram, indore, chandigarh, coimbatore, bombay, madras, trivandrum, thiruvananthapuram, mysore
Europe/Kyiv: kyiv, lviv, odesa, odessa, kharkiv, ukrainian
Asia/Ho_Chi_Minh: ho chi minh, ho chi minh city, da nang, vietnamese
Asia/Yangon: yangon, myanmar, burma
Asia/Dhaka: dacca, chittagong
Asia/Shanghai: chongqing, chengdu, wuhan, tianjin, nanjing, xian, suzhou, peking
Asia/Hong_Kong: hongkong, hk
Asia/Macau: macao
Asia/Seoul: incheon
Asia/Tokyo: yokohama, fukuoka, sapporo, kobe
Asia/Taipei: taiwanese
Asia/Manila: cebu, philippine, filipino, davao
Asia/Bangkok: phuket, chiang mai
Asia/Jakarta: bandung, surabaya
Asia/Makassar: bali, denpasar
Asia/Kuala_Lumpur: malaysian, penang, kl
Asia/Karachi: pakistani, rawalpindi
Asia/Colombo: sri lanka, ceylon
Asia/Kabul: afghanistan
Asia/Tashkent: uzbekistan
Asia/Almaty: kazakhstan, astana
Asia/Yerevan: armenia, armenian
Asia/Baku: azerbaijan
Asia/Dubai: gulf, sharjah, emirati, united arab emirates
Asia/Muscat: oman
Asia/Qatar: doha
Asia/Kuwait: kuwait city
Asia/Bahrain: manama
Asia/Baghdad: iraq
Asia/Amman: jordan
Asia/Beirut: lebanon
Asia/Riyadh: mecca, medina, dammam, ksa
Asia/Jerusalem: haifa
Asia/Yekaterinburg: ekaterinburg
Europe/Istanbul: izmir, constantinople
Europe/London: cardiff, belfast, wales, northern ireland, welsh, scottish, english, sheffield, nottingham, cambridge
Europe/Dublin: galway, limerick, eire
Europe/Paris: nantes, strasbourg, lille, montpellier, grenoble
Europe/Berlin: hannover, hanover, nuremberg, nürnberg, bremen, dresden, bonn, essen, dortmund, mannheim, karlsruhe
Europe/Madrid: bilbao, malaga, málaga, sevilla, zaragoza
Atlantic/Canary: canary islands, canaries, tenerife, las palmas
Europe/Lisbon: portuguese, lisboa
Europe/Rome: bologna, palermo, venice, genoa, roma, milano
Europe/Zurich: lausanne, lucerne, genève
Europe/Vienna: graz, salzburg, linz, innsbruck
Europe/Amsterdam: holland, utrecht, the netherlands
Europe/Brussels: ghent, bruges, bruxelles
Europe/Luxembourg: luxemburg
Europe/Warsaw: wroclaw, wrocław, gdansk, gdańsk, poznan, poznań, lodz
Europe/Prague: czech, brno
Europe/Bratislava: slovakia, slovak
Europe/Budapest: hungary, hungarian
Europe/Bucharest: romania, romanian, cluj
Europe/Sofia: bulgaria, bulgarian
Europe/Belgrade: serbia, serbian
Europe/Zagreb: croatia, croatian
Europe/Ljubljana: slovenia, slovenian
Europe/Sarajevo: bosnia
Europe/Skopje: north macedonia, macedonia
Europe/Tirane: tirana, albania
Europe/Chisinau: moldova
Europe/Minsk: belarus
Europe/Vilnius: lithuania, lithuanian
Europe/Riga: latvia, latvian
Europe/Tallinn: estonia, estonian
Europe/Helsinki: espoo, tampere
Europe/Stockholm: malmo, malmö, uppsala
Europe/Oslo: norwegian, bergen, trondheim
Europe/Copenhagen: aarhus
Atlantic/Reykjavik: iceland, icelandic
Atlantic/Faroe: faroe islands, faroes
Europe/Athens: thessaloniki
Asia/Nicosia: cyprus
Europe/Malta: valletta
Europe/Moscow: saint petersburg
America/New_York: brooklyn, manhattan, new jersey, massachusetts, pennsylvania, north carolina, south carolina, virginia, ohio, maryland, connecticut, maine, vermont, new hampshire, rhode island, delaware, west virginia, tampa, jacksonville, raleigh, richmond, cleveland, cincinnati, buffalo, rochester, hartford, providence, newark, new england, florida, michigan, columbus, eastern us
America/Chicago: illinois, wisconsin, minnesota, iowa, missouri, arkansas, louisiana, mississippi, alabama, oklahoma, kansas city, memphis, omaha, saint louis, fort worth, oklahoma city, tulsa, des moines, central us
America/Denver: utah, wyoming, montana, new mexico, albuquerque, boulder, santa fe, colorado springs
America/Los_Angeles: oakland, fresno, long beach, palo alto, mountain view, washington state, nevada, bay area, the bay area, tacoma, spokane, reno, pacific us, oregon
America/Phoenix: tucson, scottsdale, mesa
America/Anchorage: fairbanks
Pacific/Honolulu: hawaiian, maui, oahu
America/St_Johns: newfoundland, st john's
America/Halifax: nova scotia, new brunswick, prince edward island
America/Toronto: ontario
America/Winnipeg: manitoba
America/Regina: saskatchewan, saskatoon
America/Edmonton: alberta
America/Vancouver: british columbia, bc
America/Mexico_City: guadalajara, mexican, cdmx
America/Cancun: cancún, quintana roo
America/Costa_Rica: san josé
America/Havana: cuba
America/Santo_Domingo: dominican republic
America/Port-au-Prince: haiti
America/Port_of_Spain: trinidad
America/Sao_Paulo: brasil, belo horizonte, curitiba, porto alegre, brazilian
America/Bahia: salvador de bahia
America/Argentina/Buenos_Aires: argentine, argentinian
America/Montevideo: uruguay
America/Asuncion: paraguay
America/La_Paz: bolivia
America/Caracas: venezuela
America/Bogota: medellin, medellín, colombian
America/Guayaquil: ecuador, quito
America/Lima: peruvian
America/Santiago: chilean
America/Nuuk: nuuk, greenland
Africa/Cairo: alexandria, egyptian
Africa/Casablanca: morocco, rabat, marrakech, moroccan
Africa/Algiers: algeria
Africa/Tunis: tunisia
Africa/Accra: ghana
Africa/Abidjan: ivory coast
Africa/Dakar: senegal
Africa/Lagos: abuja, nigerian, west africa, west african
Africa/Nairobi: mombasa, kenyan, east africa, east african, eastern africa
Africa/Kampala: uganda
Africa/Dar_es_Salaam: tanzania
Africa/Kigali: rwanda
Africa/Addis_Ababa: ethiopia
Africa/Johannesburg: joburg, south african, southern africa
Africa/Harare: zimbabwe
Africa/Lusaka: zambia
Africa/Maputo: mozambique
Africa/Windhoek: namibia
Africa/Luanda: angola
Africa/Asmara: asmara, eritrea
Africa/Khartoum: sudan
Indian/Antananarivo: madagascar
Australia/Sydney: nsw, new south wales
Australia/Brisbane: gold coast, cairns
Australia/Adelaide: south australia
Australia/Perth: western australia
Australia/Hobart: tasmania
Australia/Darwin: northern territory
Pacific/Auckland: christchurch, kiwi, dunedin
Pacific/Fiji: suva
Pacific/Port_Moresby: papua new guinea
America/Indiana/Indianapolis: indiana
Asia/Tbilisi: georgian
Asia/Singapore: sg`;

/** Words that are a zone only in front of "time": "3pm English with @ann" is a lesson. */
export const peoples: ReadonlySet<string> = new Set(
  'german french spanish italian swiss austrian dutch belgian swedish danish finnish greek irish turkish japanese chinese korean indian thai british israeli singaporean saudi nice cork bath split mesa essen orange kiwi georgian vietnamese ukrainian taiwanese philippine filipino malaysian pakistani emirati armenian welsh scottish english portuguese polish czech slovak hungarian romanian bulgarian serbian croatian slovenian lithuanian latvian estonian norwegian icelandic egyptian moroccan nigerian kenyan brazilian argentine argentinian colombian peruvian chilean mexican hawaiian'.split(
    ' ',
  ),
);
