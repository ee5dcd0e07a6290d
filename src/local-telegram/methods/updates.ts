import type { WebhookInfo } from 'grammy/types'
import type { Core, Method } from '../core.ts'
import { LIMITS } from '../limits.ts'
import { type Parameters, readArray, readBoolean, readInteger, readText } from '../parameters.ts'
import { badRequest, Refusal } from '../refusal.ts'

const getMe: Method = (core) => core.state.bot

function keepAllowedUpdates(core: Core, parameters: Parameters): void {
  const allowed = readArray(parameters, 'allowed_updates')
  if (allowed === null) return
  core.state.allowedUpdates = allowed.map(String)
}

const getUpdates: Method = (core, parameters, signal) => {
  if (core.state.webhook !== null) {
    const reason = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    throw new Refusal(409, `Conflict: ${reason}`)
  }
  keepAllowedUpdates(core, parameters)
  const limit = readInteger(parameters, 'limit') ?? LIMITS.updatesPerAnswerMax
  const timeoutMs = Math.max(0, readInteger(parameters, 'timeout') ?? 0) * 1000
  return core.queue.poll({
    offset: readInteger(parameters, 'offset'),
    limit: Math.min(Math.max(limit, 1), LIMITS.updatesPerAnswerMax),
    timeoutMs: Math.min(timeoutMs, core.settings.longPollMsMax),
    signal,
  })
}

const setWebhook: Method = (core, parameters) => {
  const url = readText(parameters, 'url') ?? ''
  if (url === '') return deleteWebhook(core, parameters, AbortSignal.abort())
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw badRequest('bad webhook: invalid webhook URL specified')
  const secretToken = readText(parameters, 'secret_token')
  if (secretToken !== null && !/^[A-Za-z0-9_-]{1,256}$/.test(secretToken)) {
    throw badRequest('secret token contains unallowed characters')
  }
  keepAllowedUpdates(core, parameters)
  dropPending(core, parameters)
  const maxConnections = readInteger(parameters, 'max_connections') ?? 40
  core.state.webhook = { url, secretToken, maxConnections, lastErrorAtMs: null, lastErrorText: null }
  core.queue.release()
  core.changes.tell({ kind: 'profile' })
  core.webhook.wake()
  return true
}

const deleteWebhook: Method = (core, parameters) => {
  dropPending(core, parameters)
  core.state.webhook = null
  core.changes.tell({ kind: 'profile' })
  return true
}

function dropPending(core: Core, parameters: Parameters): void {
  if (!readBoolean(parameters, 'drop_pending_updates')) return
  core.queue.remove(new Set(core.queue.pending().map((update) => update.update_id)))
}

const getWebhookInfo: Method = (core): WebhookInfo => {
  const { webhook, allowedUpdates } = core.state
  const hasError = webhook !== null && webhook.lastErrorAtMs !== null
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: core.queue.pending().length,
    ...(webhook === null ? {} : { max_connections: webhook.maxConnections }),
    ...(hasError ? { last_error_date: Math.floor((webhook.lastErrorAtMs ?? 0) / 1000) } : {}),
    ...(hasError ? { last_error_message: webhook.lastErrorText ?? '' } : {}),
    ...(allowedUpdates === null || allowedUpdates.length === 0
      ? {}
      : { allowed_updates: allowedUpdates as NonNullable<WebhookInfo['allowed_updates']> }),
  }
}

/** The methods about the bot itself and its updates, by their names in the Bot API. */
export const updateMethods: Readonly<Record<string, Method>> = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
}
