/** A workspace or organisation of the stand-in. */
export interface StandInWorkspace {
  /** The organisation's id where the app is installed for all of it. */
  readonly teamId: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly enterpriseId?: string;
  readonly isEnterpriseInstall?: boolean;
}

export const workspace: StandInWorkspace = {
  teamId: 'T0MEETWIRE',
  name: 'Acme',
  botUserId: 'U0BOT',
  botToken: 'xoxb-test-token-of-acme',
};

/** Another customer, in whose workspace somebody else has the id that Ada has at Acme. */
export const globex: StandInWorkspace = {
  teamId: 'T0GLOBEX',
  name: 'Globex',
  botUserId: 'U0GLOBOT',
  botToken: 'xoxb-test-token-of-globex',
};

/** An Enterprise Grid organisation that has the app in all its teams. */
export const initech: StandInWorkspace = {
  teamId: 'E0INITECH',
  name: 'Initech',
  botUserId: 'U0INIBOT',
  botToken: 'xoxb-test-token-of-initech',
  enterpriseId: 'E0INITECH',
  isEnterpriseInstall: true,
};

const lisbon = { tz: 'Europe/Lisbon', locale: 'en-GB' };
const berlin = { tz: 'Europe/Berlin', locale: 'en-US' };
/** Somebody of yet another organisation, whom a shared channel shows here as well. */
const stranger = { name: 'eve', profile: { display_name: 'Eve' }, team_id: 'T0ELSEWHERE', is_stranger: true };

const people: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  T0MEETWIRE: {
    U0ADA: {
      name: 'ada',
      real_name: 'Ada Almeida',
      ...lisbon,
      is_admin: true,
      profile: { display_name: 'Ada', email: 'ada@acme.example' },
    },
    U0BOB: {
      name: 'bob',
      real_name: 'Bob Brandt',
      ...berlin,
      profile: { display_name: 'Bob', email: 'bob@acme.example' },
    },
    U0BOT: { name: 'meetwire', is_bot: true, profile: {} },
    U0OTHERBOT: { name: 'poll', is_bot: true, profile: {} },
    U0GONE: { name: 'gina', deleted: true, profile: { display_name: 'Gina' } },
    U0EVE: stranger,
  },
  T0GLOBEX: {
    U0ADA: { name: 'adam', real_name: 'Adam Amsel', ...berlin, profile: { display_name: 'Adam' }, team_id: 'T0GLOBEX' },
    U0EVE: stranger,
  },
  E0INITECH: {
    U0ADA: {
      name: 'adele',
      ...berlin,
      profile: { display_name: 'Adele' },
      team_id: 'T0INI1',
      enterprise_user: { enterprise_id: 'E0INITECH', teams: ['T0INI1', 'T0INI2'] },
    },
    U0EVE: stranger,
  },
};

export function usersOf({ teamId }: StandInWorkspace): Readonly<Record<string, object>> {
  return people[teamId] ?? {};
}
