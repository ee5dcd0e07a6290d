import type { Alert } from '../domain/alert.ts'

/** The account an alert is taken for. */
export type AccountOf = (alert: Alert) => string
