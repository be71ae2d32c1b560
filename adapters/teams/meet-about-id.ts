/** What “Meet about this” is called between us and the platform, as the manifest names it. */
export const meetAboutId = 'meetAbout';
