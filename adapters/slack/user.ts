import { z } from 'zod';
import type { Installation } from './installations.ts';
import { belonging, belongs } from './members.ts';

/** Of a person, and again of their place in the whole organisation. */
const administrating = {
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
};

/** A person as `users.info` and `users.list` tell of them. */
export const slackUser = belonging.extend({
  ...administrating,
  id: z.string().optional(),
  enterprise_user: belonging.shape.enterprise_user.unwrap().extend(administrating).optional(),
  is_bot: z.boolean().optional(),
  /** True for whoever has left. */
  deleted: z.boolean().optional(),
  /** True for guests: of several channels, and of one alone. */
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  real_name: z.string().optional(),
  /** The handle. */
  name: z.string().optional(),
  tz: z.string().optional(),
  locale: z.string().optional(),
  profile: z
    .object({
      display_name: z.string().optional(),
      real_name: z.string().optional(),
      /** Only with the scope `users:read.email`. */
      email: z.string().optional(),
      title: z.string().optional(),
    })
    .optional(),
});

export type SlackUser = z.output<typeof slackUser>;

/** Slack's own helper, which is a person by all that is said of it. */
export const slackbot = 'USLACKBOT';

/** False for bots, those who have left, and people of other organisations. */
export function isPersonOf(installed: Installation, user: SlackUser): boolean {
  return user.id !== slackbot && user.is_bot !== true && user.deleted !== true && belongs(installed, user);
}

export function isGuest({ is_restricted: several, is_ultra_restricted: one }: SlackUser): boolean {
  return several === true || one === true;
}

/** All that somebody is called, the name that is shown first. */
export function namesOf({ profile, real_name: realName, name }: SlackUser): readonly string[] {
  const names = [profile?.display_name, profile?.real_name, realName, name].filter((one) => one !== undefined);
  return [...new Set(names.filter((one) => one !== ''))];
}

/** What every member can see beside the name. */
export function hintsOf({ profile, name }: SlackUser): readonly string[] {
  return [...(profile?.title ? [profile.title] : []), ...(name ? [`@${name}`] : [])];
}
