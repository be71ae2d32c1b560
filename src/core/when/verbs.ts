/**
 * Words that tell a clause which has a subject and a verb of its own ("my train leaves at 6") from a name ("train schedules").
 * Of verbs, only those that hardly any meeting has in its name.
 */

const setOf = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(' ')));

/** Who does something: behind these, any word is a verb. */
export const doers = setOf(
  'i he she they we you who nobody everyone everybody someone somebody nothing everything',
  // Without their apostrophes: a pronoun and its verb in one.
  'im ive hes shes theyre',
);

/** Before a verb, and no part of what it is done by. */
export const adverbs = setOf(
  'just only already still finally always never also really then now even usually probably honestly often both all ever sometimes normally',
  'themselves itself himself herself myself ourselves hardly barely simply apparently officially rarely mostly generally luckily sadly',
);

/** Verbs that help others; "can", "should" and "would" may ask, and are looked at elsewhere. */
export const helpers = setOf(
  "is are was were isn't aren't wasn't weren't has have had hasn't haven't hadn't does doesn't did didn't don't will won't can't cannot",
  "couldn't wouldn't must might",
);

/** What things and people do, or did. */
export const happenings = setOf(
  'leaves left lands landed starts started ends ended begins began closes closed opens opened flies flew arrives arrived runs ran comes came',
  'goes went gets got takes took says said tells told wants wanted changes changed drops dropped insists insisted travels travelled traveled',
  'promises promised confirms confirmed signs signed forgets forgot loses lost wins won bounces bounced breaks broke keeps kept sleeps slept',
  'works worked trades turns turned shows showed lives lived teaches taught cancelled canceled asks asked sends sent gives gave makes made',
  'knows knew thinks thought eats ate met marries married finishes finished returns returned picks picked lasts lasted expires expired falls',
  'fell died stays stayed waits waited needs needed misses missed plays played follows happens happened moved pushed bumped agreed decided',
  'settled overslept sits reads feels felt hopes woke vanishes disappears serves stops stopped rang phoned emailed wrote sells sold bought',
  'brought paid hates hated loves loved likes liked looks looked seems seemed passes passed sails sailed departs departed boards docks docked',
  'crashed collapsed resigned retired quits quit graduates graduated performs performed refuses refused spends spent lingers drags dragged',
  'delivers delivered ships shipped picks packs packed cooks fetches fetched drives drove swims swam sings sang pops rains rained snowed froze',
  'wraps wrapped clashes clashed overlaps collides conflicts ate drank stood spoke heard saw hit cut caught hurt fixed arrives swears swore',
  'rolls rolled shuts blocks blocked kicks kicked hosts hosted visits visited reopens reopened',
);

/** What several do. */
export const plurals = setOf(
  'come go leave close begin fly stay keep disappear vanish arrive return know think say want get take change depart sleep forget insist',
  'promise refuse need finish stop',
);

/** The past, as far as its form tells. */
export const past =
  /^(?:was|were|wasn't|weren't|had|hadn't|did|didn't|left|began|flew|ran|came|went|got|took|said|told|forgot|lost|won|broke|kept|slept|taught|sent|gave|made|knew|thought|ate|met|fell|overslept|felt|woke|rang|wrote|sold|bought|brought|paid|quit|spent|drove|swam|sang|froze|drank|stood|spoke|heard|saw|caught|swore|had|\p{L}{3,}ed)$/u;

/** Behind a name and “'s”, these make a verb of it: "Lena's away", not "Lena's review". */
export const behindIs = setOf(
  'a an the on in at off away out back over here there gone still only also not always never stuck with from until till up down been got',
  'closed done finished broken leaving flying coming moving visiting travelling traveling working driving going getting having getting shut',
  'tomorrow today sick ill busy due late asleep ready abroad so too very really just already open full booked',
);
