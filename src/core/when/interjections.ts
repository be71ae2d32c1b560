/** Said of whatever is hoped for or felt, in front of a name and behind it; no name begins or ends with them. */
export const interjections = [
  "inshallah insha'allah inshaallah insyaallah mashallah mashaallah alhamdulillah bismillah wallah wallahi yalla habibi habibti shukran",
  'yaar abeg hallelujah tgif yay woohoo woo yippee hurray hooray lol lmao rofl haha hahaha hehe ugh omg smh meh phew argh whew',
  'sheesh welp oopsie okie dokie cheerio aight pleaseee plsss thankyou ojala ojalá',
].flatMap((words) => words.split(' '));

/** Politeness of other languages, as far as it is no name by itself. */
export const foreign = [
  'olá amen shalom arre accha achha haan salamat mabuhay vamos allora prego buongiorno buonasera konnichiwa arigato onegai mahalo',
  'proszę dziękuję spasibo privet merhaba teşekkürler lütfen selam takk kiitos dzięki ahoj děkuji prosím köszi grüezi mahlzeit servas',
  "dankie asseblief alsjeblieft alstublieft dankjewel obrigadinha beleza buenas d'accord voilà coucou bisous pronto hoi moi hej ola namaskar vanakkam habari jambo sannu tjena",
].flatMap((words) => words.split(' '));

/** The same in several words. */
export const wishes = [
  'god|allah willing',
  'god wills',
  'by|with|through? the? grace of god',
  "by|with god's grace",
  'insha|in sha|shaa allah',
  'deo volente',
  'fingers crossed',
  'touch|knock on? wood',
  'cheers|thanks|ta|thx a million|mil|bunch|heap|heaps|ton|lot',
  'kia ora',
  'mōrena|morena',
  'no dramas|dramaz|probs',
  'too easy',
  'sweet as',
  'good as gold',
  "she'll be right",
  'i mean|meant',
  'full stop',
  'new line',
  'with any luck',
  'if all goes well',
  'all being well',
  'weather permitting',
  'god bless',
  'bless you|u',
  'much love|obliged|appreciated',
  'big hugs',
  'no worries|stress|drama|pressure|rush|biggie',
  'happy days',
  'easy peasy',
  'hakuna matata',
  'bom dia',
  'boa tarde',
  'tusen takk',
  'baie dankie',
  'c est tout|ça',
  'sent from my iphone|phone|ipad|android|mobile|blackberry|outlook',
  'in|at my|our|your office|place|room',
];
