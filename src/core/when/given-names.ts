import { getGender } from 'gender-detection-from-name';
import { folded } from './folded.ts';
import { moreGivenNames } from './more-given-names.ts';

/**
 * Given names that are more often something else, in small letters: "cash flow", "page two", "lunch with will power". With a
 * capital they are names in the company of others.
 */
const words = new Set(
  'a ace aid air alpha am ample an and angel any april arch art as ash at august autumn away baby back ball bar bay be beam bear beta big bill bird birch bishop blue book boss bow boy brand brave bread bridge bright brook brown buddy butter by camp can candy canyon case cash catch cedar chance chapel chase cherry chip church city class clay clear cliff cloud coast coco code coin college colony come cookie cool coral country court cove crash cream creed crew cricket crown crystal dale dandy dash dawn day daily de dean deal dear december deep deer delta den dew diamond do dock door down draft dream drew drum duke dusty eagle early earl earnest earth east easter ebony echo edge edit elder ember empire eve even ever every fair faith fall fan farm fern field fiery final fire first fish flame flint florist flower focus fog for forest fox frank free frost game gala garden gate gem german gift ginger glade glen glory go gold good grace grand grant gray great green grey grove guest guide guy hall happy harbor harbour harmony haven hawk heart heather heaven heavy hi hill him his holiday holly home honest honey honor hope house how hunter i ice idea in ink iron is island it ivory ivy jam january jet jewel job journey joy jubilee judge july june just justice kaizen keen key keys kid kids king knight knowledge lace lady lake lamb land lane lark law leader leaf league leave legacy legend let level liberty life light lily line link lion little loan long lord love loyal loyalty luck lucky lux magic maiden main major mall man many maple march mark market marvel master may me meadow meet melody memory mercy met mile miles mill mine mint misty momo money month monday moon moor morning most my name navy near new nice night no noble north nova now oak ocean october of oh ok olive on one opal open or orchid order our own pace page parish park party passion peace pearl pen penny people pepper peer phoenix pie pilot ping pink pioneer plum poet port power precious press price pride prime prince princess promise pure quest quill radar rain ram rare raven ray read real red reed reef rehab rich ring rio rise river robin rock rocky rod rose royal ruby rush rust rusty sage sail saint sand sandy saturday sea season second secret see seven shade shadow shell shine ship shore sight silk silver sincere sir sky smart smile snow so solo some son song south spark spike spirit spring star steel sterling still stone storm story strong summer sun sunday sunny sunset sure swan sweet tab tale talent tea temple ten that the then they thing this thunder thursday tiger time to today token top topaz tor total tour town trace track trade trail tree trinity trip true truth tuesday turner twin tyre ute unique unit unity up us valley van vega velvet venture very vesper victory view vine violet vision vista wade wait walk wall war ward was water wave way ways we wednesday week welcome well west what wheat white who wild will willow win wind wing winter wise wish wolf wonder wood word work world year yes you young your zone zoom'.split(
    ' ',
  ),
);

/** What stands before a name: a list of words for `after`. */
export const honorifics =
  'mr|mrs|ms|miss|mx|dr|prof|professor|sir|nurse|pastor|rev|reverend|imam|rabbi|engr|mme|mlle|herr|frau';

/** True for a word that people are called by, in English-speaking countries and their neighbours; accents do not matter. */
export function isGivenName(word: string): boolean {
  const plain = folded(word);
  if (!/^\p{L}{2,}$/u.test(plain) || (words.has(plain) && !/^\p{Lu}/u.test(word))) return false;
  return moreGivenNames.has(plain) || getGender(plain) !== 'unknown';
}

/** True for a given name that is no other word either: whoever is called so is meant, also where nobody else is named. */
export function isOnlyName(word: string): boolean {
  return isGivenName(word.toLowerCase());
}

const titled = new RegExp(`^(?:${honorifics})\\b`, 'iu');

/** True for a full name that begins as those of people do: "Dr Okafor", "Priya Raman". */
export function isNameOfPerson(name: string): boolean {
  return titled.test(name) || isGivenName(name.split(/[\s-]/u)[0] ?? '');
}
