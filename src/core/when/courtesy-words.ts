import { foreign, interjections } from './interjections.ts';

/** Words that say nothing of a meeting by themselves: pronouns, verbs that help, politeness, small talk. */
export const courtesies: ReadonlySet<string> = new Set(
  [
    ...interjections,
    ...foreign,
    "i me my mine myself we us our ours ourselves you u ya ye yous y'all yall your yours yourself he him his she her hers it its they them their theirs this that these those there here",
    'someone somebody anyone anybody everyone everybody who what which all both either',
    'am is are was were be been being do does did have has had having will would shall should can could may might must ought need needs needed want wants wanted gonna wanna gotta let lets letz going go able get find chance lot bunch ton exactly precisely sharp looking super helpful fancy',
    "i'd i'll i'm i've we'd we'll we're we've you'd you'll you're you've it's it'd it'll he's she's they're that's that'd that'll there's what's who's let's im ive id ill",
    "can't cannot couldn't don't dont doesn't didn't won't wouldn't shouldn't isn't aren't wasn't",
    'poss goes lasts please pls plz plzz kindly thanks thank thx ty cheers ta sorry excuse pardon apologies grateful gratefully appreciate appreciated appreciates glad happy lovely great nice good awesome perfect brilliant kind kindness obliged delighted welcome possible possibly perhaps maybe mind minding wonder wondering hope hoping hoped wish favor favour help helping assist advance',
    'quick quickly real really very much so just only also too now then actually instead well ok okay okey alright right sure yes yep yeah no nope not rush worries problem',
    'eh sweet kidding jk doable feasible workable period comma fullstop howzit heita sawubona molo yebo eish lekker people free available around busy grand lads righto cool anyway ah oh hm whatever',
    "hey hi hello hallo hiya howya howaya howdy yo oi heyy heyyy g'day gday gidday dear greetings morning afternoon evening day folks mate mates guys buddy pal friend legend champ chief champion dude bro bruv sis fam peeps fellas hun bestie darling sweetie bud homie equipo equipe todos zusammen allerseits darlings sweeties lovelies superstar rockstar maestro gentlemen ladies y'all sir madam ji gm bot assistant meetwire",
    'a an the some any one if when whenever as and or but to for of in on at by with from about like because since up off out over again once more than else',
    'thats those make made missed miss um uh er erm hmm look listen know see say think thinking guess believe suppose love prefer try trying ask asking tell remind work works worked suits suit suitable fine fit fits do done suffice enough convenient confirm time slot join joining attend attending there',
    'necessary required requested require mandatory obligatory important urgent priority optional invited include included added present absent coming attended confirmed usual discussed agreed promised mentioned planned',
    'regardless excuses late notice trouble bother pressure hurry plenty fuss objection objections inconvenience understanding cooperation attention convenience prepared punctual soonest high top short seriously honestly basically apparently obviously',
    'gentle friendly revert bye deal rather sooner minds aim aiming always usually normally typically awfully terribly ever self esteemed humbly thanking warmest greatly much-appreciated ofc defo ngl gg innit shap forgive typos',
    'danke bitte merci gracias grazie obrigado obrigada bonjour hola ciao guten morgen tag moin servus namaste salut salam bonsoir buenos dias aloha ohayo ohayou konnichiwa ahoj hej hei hoi coucou shalom kia ora howdy hiii heyy heyyy hii salutations regards best warm sincerely yours br rgds x xx xxx xo lol lmao smh omg tbh imo imho btw fyi asap haha hehe ngl rn ur r bug bugging bothering again boss promise quickie real swamped',
    'forgot forgotten almost ugh argh oops whoops phew yikes thing things remember remembered reminder messaged pinged texted emailed mailed next last most wanting cordially spam',
    'scheduled arranged booked organised organized',
    'k kk n reckon reckons hosts leads lead leading hosting presents presenting chairs chairing facilitates allow',
    'told said sound sounds manager supervisor informed agenda details detail follow nothing formal informal casual tentative tentatively provisional provisionally tbc asked asks wanted requests suggests suggested proposes proposed sent',
    "por favor per favore s'il te vous plait plaît svp je voudrais j'aimerais ich möchte brauche",
    'needful happen attendance calendar calendars diary diaries inform informing notify notifying alert ping copy nobody noone requesting inviting',
    "d'you d'ya dya dyou whaddya wouldja couldja couldya wouldya oughta shoulda lemme gimme",
    'got gets sorted ideally hopefully preferably wherever sec second moment minute mo jiffy',
  ].flatMap((words) => words.split(' ')),
);

/** Words in front of a colon that say to whom, or what kind of note it is. */
export const labels = new Set(
  'fwd fw correction update retry again system team all meeting event invite invitation user admin bot assistant meetwire note notes self reminder request task todo ad hoc adhoc fyi urgent important question prompt instruction attention'.split(
    ' ',
  ),
);

/** Behind these, a name is that of whoever speaks. */
export const signOffs: ReadonlySet<string> = new Set(
  'regards thanks cheers best sincerely yours thx danke merci'.split(' '),
);

/** Behind these, whatever they lead to is a verb: "can we", "please", "you should". */
export const subjects: ReadonlySet<string> = new Set(
  "i we you u ya yall y'all ye he she they someone somebody anyone i'd i'll we'd we'll you'd can could would should shall may might must will let's lets letz please pls plz kindly gonna wanna gotta so then therefore hence".split(
    ' ',
  ),
);

/** What may stand between them and the verb. */
export const adverbs: ReadonlySet<string> = new Set(
  'ever please pls plz kindly just also really quickly maybe perhaps possibly then now both all still definitely have need want like love to go going be able not gonna'.split(
    ' ',
  ),
);
