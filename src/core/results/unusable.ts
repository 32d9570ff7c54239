/** Thrown inside this room when a report cannot be believed; `parseReport` turns it into `unusable`. */
export class UnusableReport extends Error {}
