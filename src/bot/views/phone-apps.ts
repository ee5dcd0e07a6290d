import type { PhoneApp } from '../../domain/phone.ts'
import { type Html, html } from './html.ts'

/** Apps as buttons name them. */
export const APP_NAMES: Readonly<Record<PhoneApp, string>> = {
  'sms-to-url': 'Incoming SMS to URL forwarder',
  'sms-gate': 'SMS Gate',
  'sms-forwarder': 'SmsForwarder',
  tasker: 'MacroDroid or Tasker',
  httpsms: 'httpSMS',
  shortcuts: 'Shortcuts',
}

/** A text for a button that copies it. */
export type CopyText = { readonly label: string; readonly text: string }

/** What is pasted into an app beside the address, as each app writes the parts of a message. */
export function copyTexts(app: PhoneApp, address: string): readonly CopyText[] {
  switch (app) {
    case 'sms-to-url':
      return [
        {
          label: 'Copy body',
          text: '{"from":"%from%","text":"%text%","sentStamp":"%sentStamp%","receivedStamp":"%receivedStamp%","sim":"%sim%"}',
        },
      ]
    case 'sms-gate':
      return [{ label: 'Copy webhook', text: `{"url":"${address}","event":"sms:received"}` }]
    case 'sms-forwarder':
      return [
        {
          label: 'Copy body',
          text: '{"from":"[from]","org_content":"[org_content]","receive_time":"[receive_time]","timestamp":"[timestamp]","sign":"[sign]"}',
        },
      ]
    case 'tasker':
      return [
        { label: 'Copy body for MacroDroid', text: '{"from":"{sms_number}","text":"{sms_message}"}' },
        { label: 'Copy body for Tasker', text: '{"from":"%SMSRF","text":"%SMSRB","date":"%SMSRD","time":"%SMSRT"}' },
      ]
    case 'httpsms':
    case 'shortcuts':
      return []
  }
}

/** What to do, a step a line; eight at most. */
export function appSteps(app: PhoneApp): readonly Html[] {
  switch (app) {
    case 'sms-to-url':
      return [
        html`Install it from F-Droid, version 2.4.0 or newer.`,
        html`Allow SMS, and take it out of battery saving.`,
        html`Tap +. As the sender put your bank, such as <code>GTBank</code>, or <code>*</code>.`,
        html`Paste the address as the URL. Leave the body as it is.`,
        html`Save. Do not go by its Test button: wait for a real alert.`,
      ]
    case 'sms-gate':
      return [
        html`Install it from sms-gate.app and allow SMS.`,
        html`Switch on Local server or Cloud server, then Online.`,
        html`Register the webhook as its page about webhooks shows. Its content is on the button below.`,
        html`Take it out of battery saving. Wait for a real alert.`,
      ]
    case 'sms-forwarder':
      return [
        html`Install SmsForwarder from its page on GitHub and allow SMS.`,
        html`Under Senders add a Webhook with method POST and the address.`,
        html`Paste the body as its message template.`,
        html`Under Rules add one for SMS of your bank that uses this sender.`,
        html`Take it out of battery saving. Wait for a real alert.`,
      ]
    case 'tasker':
      return [
        html`Make a macro or profile that starts when an SMS comes.`,
        html`Limit it to the names of your banks.`,
        html`Add the action HTTP Request with method POST and the address.`,
        html`Set the content type <code>application/json</code> and paste the body.`,
        html`Take the app out of battery saving. Wait for a real alert.`,
      ]
    case 'httpsms':
      return [
        html`Your SMS pass through the servers of httpSMS. I advise another app.`,
        html`Install it from httpsms.com and log in. Leave encryption off.`,
        html`On its website, under Settings, add a webhook with the address.`,
        html`Choose the event <code>message.phone.received</code>.`,
        html`As the signing key put the one from here, or any.`,
        html`Wait for a real alert.`,
      ]
    case 'shortcuts':
      return [
        html`Open Shortcuts, then Automation, then New, then Message.`,
        html`Message Contains: a word of your alerts, such as <code>Acct</code>. Choose Run Immediately.`,
        html`Tap New Blank Automation and add Get Contents of URL.`,
        html`Paste the address. Open the arrow: Method POST, Request Body JSON.`,
        html`Add a Text field with the key <code>text</code>.`,
        html`As its value pick the variable Shortcut Input. Do not type the words.`,
        html`Tap Done. Wait for a real alert with the phone unlocked.`,
        html`Make one such automation for each word that you need.`,
      ]
  }
}
