import fc from 'fast-check';
import { broken, nasty, rarely } from './hostile.ts';

/** A request for a page, as it goes over the wire. */
export interface FuzzedPageRequest {
  readonly method: 'GET' | 'POST';
  /** Below the root, query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What may be found in one, so that some of it means something. */
export interface PagePool {
  readonly roomIds: readonly string[];
  readonly participantIds: readonly string[];
  readonly pollIds: readonly string[];
  readonly recordingIds: readonly string[];
  readonly emails: readonly string[];
  readonly pins: readonly string[];
}

type Fields = fc.Arbitrary<Readonly<Record<string, unknown>>>;

const anyText = fc.string({ unit: 'grapheme', maxLength: 100 });
const hostile = fc.oneof(nasty, anyText);

/** Requests for every page, from well-formed to hostile. None of them changes how the sandbox speaks. */
export function fuzzedPageRequest(pool: PagePool): fc.Arbitrary<FuzzedPageRequest> {
  const field = (known: readonly string[]) =>
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: hostile });
  const part = (known: readonly string[]) => field(known).map((value) => inPath(value));
  const room = part(pool.roomIds);
  const name = fc.oneof({ weight: 2, arbitrary: anyText }, { weight: 1, arbitrary: nasty });
  const participant = field(pool.participantIds);
  const option = fc.oneof(fc.constantFrom(0, 1), hostile);
  const switches = fc.record(
    { resultAs: hostile, timesAs: hostile, faults: hostile, retryAfterSeconds: hostile, 'no\0switch': hostile },
    { requiredKeys: [] },
  );
  return fc.oneof(
    { weight: 1, arbitrary: get(fc.constant('/'), fc.record({ refresh: hostile }, { requiredKeys: [] })) },
    {
      weight: 2,
      arbitrary: get(fc.constant('/mails.json'), fc.record({ to: field(pool.emails) }, { requiredKeys: [] })),
    },
    {
      weight: 2,
      arbitrary: get(
        part(pool.recordingIds).map((id) => `/recordings/${id}`),
        fc.constant({}),
      ),
    },
    {
      weight: 3,
      arbitrary: get(
        room.map((id) => `/join/${id}`),
        fc.record({ me: participant, waiting: participant }, { requiredKeys: [] }),
      ),
    },
    { weight: 2, arbitrary: post(fc.constant('/switches'), switches) },
    {
      weight: 4,
      arbitrary: post(
        room.map((id) => `/join/${id}/enter`),
        fc.record({ name, pin: field(pool.pins) }, { requiredKeys: ['name'] }),
      ),
    },
    {
      weight: 2,
      arbitrary: post(
        room.map((id) => `/join/${id}/leave`),
        fc.record({ participant }),
      ),
    },
    {
      weight: 3,
      arbitrary: post(
        room.map((id) => `/join/${id}/vote`),
        fc.record({ participant, poll: field(pool.pollIds), option }),
      ),
    },
  );
}

function get(path: fc.Arbitrary<string>, query: Fields): fc.Arbitrary<FuzzedPageRequest> {
  return fc
    .tuple(path, query)
    .map(([at, fields]) => ({ method: 'GET', path: `${at}?${form(fields, 2_000)}`, headers: {}, body: undefined }));
}

/** As a browser sends a form, as a program sends JSON, or as neither should. */
function post(path: fc.Arbitrary<string>, fields: Fields): fc.Arbitrary<FuzzedPageRequest> {
  return fc.tuple(path, fields, fc.nat(3), rarely(broken)).map(([at, sent, way, instead]) => {
    const json = way === 0;
    const headers = {
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      accept: 'text/html',
    };
    return { method: 'POST', path: at, headers, body: instead ?? (json ? JSON.stringify(sent) : form(sent, 20_000)) };
  });
}

function form(fields: Readonly<Record<string, unknown>>, longest: number): string {
  const pairs = Object.entries(fields).map(([key, value]) => [key, inText(value).slice(0, longest)]);
  return String(new URLSearchParams(pairs));
}

function inPath(value: unknown): string {
  return encodeURIComponent(inText(value).slice(0, 300).toWellFormed());
}

function inText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
