import type { Named } from './draft.ts';
import type { FoundPeople } from './people.ts';
import { unique } from './settle-day.ts';
import type { Question } from './understanding.ts';
import { nameOf } from './who.ts';

/** More people than this were a slip, or are a webinar. */
const mostPeople = 100;

/** "With the vendor, 11am, support@tillworks.example": whose address was said as well. */
const outsiders =
  /^(?:(?:the|our|a|an|my|his|her|their) )?(?:\p{L}+ )?(?:vendors?|clients?|customers?|suppliers?|candidates?|partners?|agency|investors?|buyers?|sellers?|landlord|contractors?|consultants?|auditors?|lawyers?|counsel|accountant|solicitor|broker|agent|recruiter|coach|tutor|doctor|dentist|therapist|vet|boss|manager|assistant|supervisor)$/iu;

/** Who is invited, each once, without those who are not to be. */
export function settleWho(found: FoundPeople): {
  readonly people: readonly Named[];
  readonly questions: readonly Question[];
} {
  const without = new Set(found.without.map(keyOf));
  const people = unique(found.people, keyOf).filter((named) => !without.has(keyOf(named)));
  const choices = [{ people }];
  const count = Math.max(found.count ?? 0, people.length);
  const questions: Question[] = [];
  if (count > mostPeople)
    questions.push({ slot: 'who', why: 'too_many_people', count, choices: people.length > mostPeople ? [] : choices });
  const said = [...new Set(found.invalid)].join(', ');
  if (said !== '') questions.push({ slot: 'who', why: 'address_invalid', said, choices });
  const strangers = people.filter(({ kind }) => kind === 'email').length;
  const unclear = found.unclear.filter((said) => !outsiders.test(said) || found.unclear.length > strangers);
  for (const one of questions.length > 0 ? [] : unclear.slice(0, 1))
    questions.push({ slot: 'who', why: 'who_unclear', said: one, choices });
  const known = new Set([...people.map(keyOf), ...without]);
  const [doubtful] = questions.length > 0 ? [] : found.doubtful.filter((named) => !known.has(keyOf(named)));
  if (doubtful)
    questions.push({
      slot: 'who',
      why: 'who_mentioned',
      said: nameOf(doubtful).replace(/^@/u, ''),
      choices: [{ people: [...people, doubtful] }, { people }],
    });
  return { people, questions };
}

/** The same for two ways of naming the same one. */
export function keyOf(named: Named): string {
  if (named.kind === 'mention') return `@${named.id ?? named.handle.toLowerCase()}`;
  return named.kind === 'email' ? named.email : `${named.kind} ${named.name.toLowerCase()}`;
}
