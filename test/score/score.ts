import { minutesOf, startOf, type Understanding, understand } from '../../src/core/when/index.ts';
import { chronoAlone } from './chrono.ts';
import { faultsOf } from './compare.ts';
import { type Label, readLabels } from './labels.ts';

/** A sentence that did not come out right. */
export interface Failure {
  readonly line: number;
  readonly say: string;
  readonly faults: readonly string[];
  readonly expected: string;
  readonly got: string;
}

export interface Score {
  readonly total: number;
  readonly right: number;
  readonly wrong_without_asking: number;
  readonly malformed: number;
  /** Meetings that chrono-node alone has wholly right, and those that it would have made wrongly: it never asks. */
  readonly chrono_right: number;
  readonly chrono_wrong_without_asking: number;
}

export const leastRight = 0.97;

/** Reads every sentence of a labelled file, and compares. */
export function scoreFile(file: string): { readonly score: Score; readonly failures: readonly Failure[] } {
  const lines = readLabels(file);
  const labels = lines.flatMap((line) => ('label' in line ? [{ line: line.number, label: line.label }] : []));
  const malformed = lines.flatMap((line) =>
    'malformed' in line
      ? [{ line: line.number, say: '', faults: ['malformed'], expected: line.malformed, got: '' }]
      : [],
  );
  const judged = labels.map(({ line, label }) => ({
    line,
    label,
    ours: judge(label, readOne),
    chrono: judge(label, chronoAlone),
  }));
  const wrong = judged.filter(({ ours }) => ours.faults.length > 0);
  const silent = wrong.filter(({ ours }) => !ours.asked);
  return {
    score: {
      total: lines.length,
      right: judged.length - wrong.length,
      wrong_without_asking: silent.length,
      malformed: malformed.length,
      chrono_right: judged.filter(({ chrono }) => chrono.faults.length === 0).length,
      chrono_wrong_without_asking: judged.filter(({ chrono }) => chrono.faults.length > 0 && !chrono.asked).length,
    },
    failures: [
      ...malformed,
      ...wrong.map(({ line, label, ours }) => ({
        line,
        say: label.say,
        faults: ours.faults,
        expected: JSON.stringify(label.expect),
        got: ours.got,
      })),
    ],
  };
}

function readOne({ say, now, zone, locale }: Label): Understanding {
  return understand(say, { now: new Date(now), timeZone: zone, locale });
}

function judge(
  label: Label,
  reading: (label: Label) => Understanding,
): { readonly faults: readonly string[]; readonly asked: boolean; readonly got: string } {
  try {
    const understood = reading(label);
    return { faults: faultsOf(label, understood), asked: understood.questions.length > 0, got: shown(understood) };
  } catch (error) {
    return { faults: ['threw'], asked: false, got: String(error) };
  }
}

function shown({ draft, questions }: Understanding): string {
  const { title, recurrence, people, options } = draft;
  return JSON.stringify({
    ...(questions.length > 0 && { asks: questions.map(({ slot, why }) => `${slot}:${why}`) }),
    title,
    start: startOf(draft)?.toInstant().toString(),
    minutes: minutesOf(draft),
    rrule: recurrence,
    people: people.map((one) =>
      one.kind === 'mention' ? `@${one.handle}` : one.kind === 'email' ? one.email : `${one.kind} ${one.name}`,
    ),
    options: Object.entries(options).flatMap(([name, on]) => (on ? [name] : [])),
  });
}
