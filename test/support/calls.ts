import { json, page, type startService } from './service.ts';

type Service = Awaited<ReturnType<typeof startService>>;
interface Person {
  readonly name: string;
  readonly role?: 'moderator' | 'participant';
  left?: boolean;
}

/** Lets the stand-in of the service have calls: what runs, who is in, and whether it can be asked at all. */
export function withCalls(service: Service, clock: () => Date) {
  let isAway = false;
  let seer: string | undefined;
  const calls: { session_id: string; meeting_id: string; start_time: Date; end_time?: Date }[] = [];
  service.on('GET /sessions', ({ url, headers }, response) => {
    if (isAway) return page(response, 503);
    const query = new URL(url, service.url).searchParams;
    const wanted = query.get('search_by') === 'meeting_id' ? query.get('search_string') : undefined;
    const [number, length] = [Number(query.get('page') ?? 1), Number(query.get('page_length') ?? 10)];
    const isSeer = seer === undefined || headers.authorization === `Token ${seer}`;
    const found = calls.filter(({ meeting_id }) => isSeer && (!wanted || meeting_id === wanted)).reverse();
    json(response, { result: 1, search: {}, sessions: found.slice((number - 1) * length, number * length) });
  });
  return {
    /** People go into the newest meeting; undefined: the service does not tell who. */
    begin(people: readonly Person[] | undefined, meeting = service.meetings.at(-1)) {
      const meeting_id = String(meeting?.meeting_id);
      const session = { session_id: `s-${meeting_id}-${calls.length}`, meeting_id, start_time: clock() };
      const joined = clock();
      calls.push(session);
      if (people) {
        service.on(`GET /sessions/${session.session_id}/participants`, (_asked, response) => {
          const participants = people.map((one, index) => ({
            ...{ participant_id: `p${index}`, name: one.name, role: one.role ?? 'participant' },
            ...{ join_time: joined, leave_time: one.left ? clock() : '' },
          }));
          json(response, { result: 1, participants });
        });
      }
      return { end: () => Object.assign(session, { end_time: clock() }) };
    },
    /** Whoever has another token sees none of them. */
    onlyFor: (token: string) => {
      seer = token;
    },
    goAway: () => {
      isAway = true;
    },
    comeBack: () => {
      isAway = false;
    },
  };
}
