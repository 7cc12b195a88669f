const DAY_MS = 86_400_000;

/** Of a node's certificate. Long enough that a controller that is gone for a month stops nothing (a third of it is left at renewal), short enough that a key that leaked ends. */
export const NODE_LIFE_MS = 90 * DAY_MS;
/** Of the authority. Nothing renews it by itself: whoever replaces its Secret begins a new one, and both are taken for a while [KU-25]. */
export const AUTHORITY_LIFE_MS = 10 * 365 * DAY_MS;
/** The clocks of a cluster's nodes may disagree this much. */
export const EARLIER_MS = 3_600_000;
/** A certificate is replaced when so much of its life is over [KU-25]. */
export const RENEWAL_SHARE = 2 / 3;
/** How long a changed Secret may take to be in use on every node: the kubelet looks once a minute and caches as long, nodes look every 5 s; the rest is for a busy kubelet. */
export const SETTLE_MS = 10 * 60_000;
/** Before the authority ends: time to hear of it and to replace it. */
export const AUTHORITY_WARNING_MS = 365 * DAY_MS;
