import { distance } from 'fastest-levenshtein';

/** What people type in a hurry, or leave vowels out of, and what they mean. */
const slips: ReadonlyMap<string, string> = new Map(
  [
    'like lkie liek',
    'something smth sth sumthing somethin sumthin',
    'coming comming comeing',
    'upcoming upcomming upcomeing',
    'next nxt',
    'every evry evrey everry evey ervery eveery',
    'morning mornin mornig moring mrng mrning mornng',
    'afternoon afternon aftrenoon afernoon',
    'evening evning eveing evenning',
    'tonight 2nite 2night tonigth tonihgt tonght',
    'today tody todya tday 2day',
    'tomorrow tommorow tommorrow tomarrow tomorow tmrrw tmorrow tmoro tmrow tomoro tommoro tommorw tomorro tomoz tomo 2moro 2morrow 2mrw 2mro 2moz tmrw tmr tmw tmrrw tomoro',
    'wednesday wedsday wensday wendsday wednsday wedneday wedensday wenesday',
    'thursday thrusdy thrusday thurday thirsday thersday',
    'tuesday tuseday teusday tusday',
    'saturday satuday satarday saterday',
    'february febuary feburary',
    'minutes minuts mintues minites minuites minits',
    'minute minuet minut',
    'hour huor',
    'weekly weekley weekely weeklly wekly',
    'lobby loby lobbey lobbie lobbby',
    'record recrod reocrd recird',
    'webinar webiner webinair webinr',
    'august agust augest',
    'monthly montly monthley',
    'schedule shedule scedule schdule schedual scheduel schedul sched skedule',
    'arrange arange arrnage',
    'please plese pleas plase pleaseee pleasee plss plzz',
    'meeting meting metting meeing meetting meeitng meetng mtng',
    'appointment appointement apointment appoitment appointmnet',
    'conference confrence conferance',
    'discussion disscussion discusion',
    'thanks thankss thanx thnx tnx tks',
    'invite invit',
    'could coud cud culd cld',
    'would woud wuld wud wld',
    'should shoud shuld shld',
    'about abot abput abt',
    'with wth wid wih wiht',
    'regarding regd rgdg rgd reg',
    'block blok blck',
    'between betwen btwn btween',
    'calendar calender calander',
    'reserve resrve reserv',
    'organise orginise organis',
    'organize orgnaize organiz orginize',
    'create creat craete',
    'discuss disscuss',
    'because becuase becasue',
    'need nedd neeed',
    'friday firday fridya',
    'hours hrous',
    'for fr fro',
    'recording recoring recroding recordin',
    'recorded recoreded recroded',
    'waiting wating waitng waitting',
    'starting startng strting startin',
    'week wk',
    'weeks wks',
  ].flatMap((row) => {
    const [meant = '', ...typed] = row.split(' ');
    return typed.map((slip) => [slip, meant] as const);
  }),
);

/** Words around a name: two letters that changed places, or one that is missing or stands twice in a long one, make no other word. */
const askingWords =
  'block could would should about please schedule arrange organise organize reserve create discuss invite invites remind every morning afternoon evening minutes hours today tonight tomorrow weekly monthly daily meeting meetings appointment conference regarding between subject topic title called together calendar recording webinar everyone want need have with would friday monday tuesday thursday saturday sunday'.split(
    ' ',
  );

/** What such a slip would make, and is a word of its own. */
const realWords: ReadonlySet<string> = new Set(
  'toady mourning recoding reverse discus though crate reminds horus minute meting'.split(' '),
);

function slipsOf(word: string): readonly string[] {
  const at = [...word.slice(1)].map((_letter, index) => index + 1);
  const swapped = at
    .slice(0, -1)
    .map((index) => `${word.slice(0, index)}${word[index + 1]}${word[index]}${word.slice(index + 2)}`);
  const long = word.length > 6 ? at : [];
  const missing = long.map((index) => word.slice(0, index) + word.slice(index + 1));
  const twice = long.map((index) => word.slice(0, index) + word[index] + word.slice(index));
  return [...swapped, ...missing, ...twice];
}

const asking: ReadonlyMap<string, string> = new Map(
  askingWords.flatMap((word) =>
    slipsOf(word)
      .filter((slip) => slip !== word && !realWords.has(slip) && !askingWords.includes(slip))
      .map((slip) => [slip, word] as const),
  ),
);

/** Long enough that one wrong letter makes no other word of them. */
const longWords =
  'monday tuesday wednesday thursday friday saturday sunday tomorrow january february september october november december'.split(
    ' ',
  );
const shortest = Math.min(...longWords.map(({ length }) => length)) - 1;
const longest = Math.max(...longWords.map(({ length }) => length)) + 1;

/** One letter from a word of time, and a word of its own; and all of them with an s, which say something else. */
const otherWords: ReadonlySet<string> = new Set([
  ...'sundry sundae munday monda ember member decembers'.split(' '),
  ...longWords,
  ...longWords.map((word) => `${word}s`),
]);

/** The word that is meant by one in lower case: `thrusday` is thursday, `comming` is coming. A word that is right is itself. */
export function spelled(word: string): string {
  const slip = slips.get(word) ?? asking.get(word);
  if (slip !== undefined) return slip;
  if (word.length < shortest || word.length > longest || otherWords.has(word)) return word;
  const meant = longWords.filter((right) => right.startsWith(word.charAt(0)) && isSlipOf(word, right));
  return meant.length === 1 ? (meant[0] ?? word) : word;
}

/** One letter is wrong, missing or too much, or two stand in each other's place. */
function isSlipOf(word: string, right: string): boolean {
  const wrong = distance(word, right);
  return wrong === 1 || (wrong === 2 && word.length === right.length && letters(word) === letters(right));
}

/**
 * True for a word that may be meant for a day, and is two letters off: "wedsdy", "tmoorw". It is asked about where it stands beside a time
 * and no day was said, as the meeting would be today.
 */
export function soundsLikeDay(word: string): boolean {
  if (word.length < shortest || word.length > longest || days.includes(word) || inNoDay.has(word)) return false;
  const most = (day: string) => (day.length > 7 ? 3 : 2);
  return days.some(
    (day) => day.startsWith(word.charAt(0)) && word.endsWith(day.slice(-1)) && distance(word, day) <= most(day),
  );
}

const days = longWords.slice(0, longWords.indexOf('tomorrow') + 1);
const inNoDay: ReadonlySet<string> = new Set(
  'money monty monkey sunny sandy sundry satay study steady sturdy thirsty friendly frilly today midday'.split(' '),
);

function letters(word: string): string {
  return [...word].sort().join('');
}
