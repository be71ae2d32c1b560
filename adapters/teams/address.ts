import { z } from 'zod';
import { opaque } from '../adapter.ts';

const place = z.object({
  serviceUrl: z.string(),
  /** With `;messageid=…` at the end in a thread of a channel. */
  conversation: z.string(),
  tenantId: z.string(),
  /** True in the one-to-one chat: whatever is posted there is private anyway. */
  personal: z.boolean(),
  /** Who asked, by object id. Absent in what was written down before it was needed. */
  user: z.string().optional(),
  /** Of a channel: whether not everybody of the team may enter. Absent where the activity did not say. */
  isPrivate: z.boolean().optional(),
});

const message = z.object({ serviceUrl: z.string(), conversation: z.string(), activity: z.string() });

export const { toAddress, fromAddress, toReference, fromReference } = opaque(place, message);
