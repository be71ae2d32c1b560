/** Posts of one address within a minute: enough for a shared office, too few to try passwords. */
export const postLimit = { max: 30, timeWindow: '1 minute' };
