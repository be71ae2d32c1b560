const kinds =
  'team|teams|group|groups|squad|crew|department|departments|dept|guild|committee|division|unit|tribe|chapter';

/** What groups are called. */
export const kindWords = new Set(kinds.split('|'));

/** People who are not called a team, and yet are one: "the trading desk", "works council". */
export const bodies = new Set(
  'board council desk office staff faculty panel leadership management choir cast union cohort cabinet bench guild society club circle network community task-force taskforce force workforce leads trustees governors directors partners org organization organisation bureau agency jury delegation commission senate parliament congress ministry brigade patrol collective association alliance consortium'.split(
    ' ',
  ),
);

/** These are people wherever they stand, after "for" as well. */
export const surelyPeople = new Set(
  'board council desk staff faculty choir cast cohort trustees governors leadership cabinet jury'.split(' '),
);

/** Several of whom each does the same: "store managers", "design leads". */
export const sameRoles =
  /^(?:managers|leads|reps|representatives|directors|engineers|designers|developers|analysts|nurses|doctors|teachers|heads|coordinators|supervisors|volunteers|drivers|parents|students|interns|editors|writers|producers|buyers|partners|associates|officers|owners|champions|stewards|captains|consultants|contractors|agents|members|employees|colleagues|scholars|fellows|residents|tenants|players|coaches|trainers|mentors|advisors|advisers|guys|folks|cell|cells)$/u;

/** The last word of what several people are called, wherever it stands: an office is a place as well. */
export function isCrowd(word: string): boolean {
  return kindWords.has(word) || (bodies.has(word) && word !== 'office') || sameRoles.test(word);
}

/** Words in front of a crowd that make it one that nobody can tell, or none: "my office", "no directors". */
export const openWords =
  /^(?:my|your|his|her|their|whole|entire|full|same|some|any|no|invite|include|add|cc|bring|with|for)$/u;

/** Departments, of which the name may be more than one word: "customer success", "sales ops". */
export const departments = new Set(
  'ops operations success support engineering marketing legal finance hr sales product design research security it relations affairs resources services control assurance development management compliance accounting procurement logistics admin infra infrastructure data science platform growth comms communications partnerships enablement analytics payroll facilities leadership'.split(
    ' ',
  ),
);

/** What people are to somebody, which does not say who they are. */
export const roles = new Set(
  'boss counsel agency manager supervisor client clients customer customers team group guys guy board others candidate candidates vendor vendors partner partners lawyer lawyers accountant doctor director ceo cto cfo hr wife husband mom mum dad family friends friend colleague colleagues coworkers landlord people folks gang crew lead leads staff office company organizer host guest guests investors investor supplier suppliers rest department committee same hire hires intern interns recruiter designer developer developers engineer engineers teacher tutor coach mentor mentee consultant consultants auditor auditors agent broker therapist students student buyer seller tenant contractor contractors assistant secretary president chairman chair owner owners founder founders speaker speakers panel press public kids parents neighbors neighbours suspects management leadership stakeholders users user reps rep salesperson person people'.split(
    ' ',
  ),
);

/** Who is meant by them was said elsewhere, or nowhere. */
export const pronouns = new Set(
  'him her them someone somebody anyone anybody everyone everybody all they he she folks people guys others whoever whomever something co al'.split(
    ' ',
  ),
);
