// Badges of the sample site's invented workers, for a newcomer who has none. Shown in a rehearsal only, where they open nothing real.

export const rehearsalBadges: readonly { readonly badge: string; readonly zh: string; readonly en: string }[] = [];
