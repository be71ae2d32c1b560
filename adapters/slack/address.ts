import { z } from 'zod';
import { opaque } from '../adapter.ts';

const place = z.object({
  /** Where the app is installed. Absent in what was written down before there could be several such places. */
  workspace: z.string().optional(),
  channel: z.string(),
  user: z.string(),
  thread: z.string().optional(),
  /** True for a message that has no thread yet: what is for one person's eyes would not be seen there. */
  opensThread: z.boolean().optional(),
  /** True in the person's one-to-one chat with the bot: whatever is posted there is private anyway. */
  direct: z.boolean().optional(),
  /** Where Slack takes up to five answers within half an hour, member of the channel or not. */
  responseUrl: z.string().optional(),
  /** When the response URL ends, in milliseconds since 1970. */
  responseUntil: z.number().optional(),
});

/** Where somebody asked. */
export type Place = z.output<typeof place>;

const message = z.union([
  z.object({ workspace: z.string().optional(), channel: z.string(), ts: z.string() }),
  /** An ephemeral message, which only its own response URL can replace. */
  z.object({ workspace: z.string().optional(), responseUrl: z.string() }),
]);

/** A response URL works for 30 minutes (docs.slack.dev, handling user interaction). A little less, for clocks. */
export const responseMilliseconds = 29 * 60_000;

/** False for what belongs to another workspace. */
export function isIn(workspaceId: string, { workspace }: { readonly workspace?: string }): boolean {
  return workspace === undefined || workspace === workspaceId;
}

export const { toAddress, fromAddress, toReference, fromReference } = opaque(place, message);
