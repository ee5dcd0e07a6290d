/** A sample alert of the local Telegram's "try an alert" drawer. */
export type DemoAlert = { readonly bank: string; readonly title: string; readonly text: string }

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/**
 * Invented alerts of one household around `today`, in the real layouts: balances follow from one another, two legs are
 * one transfer, and a code and a declined payment show what is not booked.
 */
export function demoAlerts(today: Temporal.PlainDate): readonly DemoAlert[] {
  const day = (ago: number) => numbers(today.subtract({ days: ago }))
  const [now, yesterday, before] = [day(0), day(1), day(2)]
  return [
    gtbank('Salary', `NGN412,500.00 CR`, 'SALARY ZUMA CRAFTS LTD', '460,710.55', `${before.iso} 8:12AM`),
    gtbank(
      'Rent to a person',
      'NGN150,000.00 DR',
      'OUTWARD TRANSFER TO OPAY - MOSES EKANEM',
      '310,710.55',
      `${before.iso} 9:36AM`,
    ),
    gtbank('Supermarket', 'NGN18,450.00 DR', 'POS PURCHASE SHOPRITE IKEJA LA', '292,260.55', `${yesterday.iso} 5:41PM`),
    gtbank('Lunch', 'NGN4,800.00 DR', 'POS PURCHASE HOTPOT GRILL YABA LA', '287,460.55', `${now.iso} 12:33PM`),
    gtbank('To my OPay (leg 1)', 'NGN25,000.00 DR', 'OUTWARD TRANSFER TO OPAY', '262,460.55', `${now.iso} 1:02PM`),
    {
      bank: 'OPay',
      title: 'To my OPay (leg 2)',
      text: `Dear OPay user, N25,000.00 has been credited for Transfer via E-Channel on ${now.named} 13:03.`,
    },
    {
      bank: 'OPay',
      title: 'Card at a till',
      text: `Dear OPay user, N3,200.00 has been debited for Card Payment via POS on ${now.named} 08:14.`,
    },
    {
      bank: 'Access Bank',
      title: 'Pharmacy',
      text: `Debit\nAmt:NGN7,320.00\nAcc:091******448\nDesc:POS/WEB PURCHASE 442190 BLUEGATE PHARMACY LEKKI LA NG\nDate:${yesterday.slashed}\nAvail Bal:NGN141,084.17\nTotal:NGN14`,
    },
    {
      bank: 'Access Bank',
      title: 'Client payment',
      text: `Credit\nAmt:NGN145,500.00\nAcc:091******448\nDesc:183NIPL26184007B/Flutterwave/Payout KOLANUT STUDIOS\nDate:${now.slashed}\nAvail Bal:NGN286,584.17\nTotal:N`,
    },
    zenith('Airtime', 'Airtime//08034410297//MTN', 'DR Amt:2,000.00', '141,901.34', `${before.slashed} 09:02:20 AM`),
    zenith(
      'Electricity',
      'BILLS/IKEDC PREPAID 54110027731',
      'DR Amt:20,000.00',
      '121,901.34',
      `${yesterday.slashed} 07:15:03 PM`,
    ),
    zenith('Bank charge', 'NIP Charge + VAT', 'DR Amt:26.88', '121,874.46', `${now.slashed} 12:05:59 AM`),
    {
      bank: 'Moniepoint',
      title: 'Customer pays',
      text: `CREDIT ALERT\n\nAcc: 640****118 (Personal)\nAmt: NGN37,500.00\nBal: NGN41,902.66\nDate: ${yesterday.short}\nTime: 03:09 PM\nDesc: Transfer from YETUNDE OGUNBIYI`,
    },
    {
      bank: 'Moniepoint',
      title: 'Eatery',
      text: `DEBIT ALERT\n\nAcc: 640****118 (Personal)\nAmt: NGN2,300.00\nBal: NGN39,602.66\nDate: ${now.short}\nTime: 09:32 AM\nDesc: POS purchase at CORNERSTONE EATERY`,
    },
    {
      bank: 'Not booked',
      title: 'One-time code',
      text: 'Your OTP to complete the transfer of NGN22,500.00 to MOSES EKANEM is 550918. It expires in 5 minutes.',
    },
    {
      bank: 'Not booked',
      title: 'Declined payment',
      text: 'Your transaction of NGN9,850.00 at HOTPOT GRILL on card ending 8016 was declined due to insufficient funds.',
    },
  ]
}

function gtbank(title: string, amount: string, narration: string, balance: string, date: string): DemoAlert {
  const text = `Acct:******8016\nAmt:${amount}\nDesc:${narration}\nBal:NGN${balance}\nDate:${date}`
  return { bank: 'GTBank', title, text }
}

function zenith(title: string, narration: string, amount: string, balance: string, date: string): DemoAlert {
  const promotion = 'Dial *966# for quick airtime/Data purchase'
  return {
    bank: 'Zenith Bank',
    title,
    text: `Acct:208****614\nDT:${date}\n${narration}\n${amount}\nBal:${balance}\n${promotion}`,
  }
}

/** A day as the banks write it. */
function numbers(date: Temporal.PlainDate): { iso: string; slashed: string; short: string; named: string } {
  const [year, month, day] = date.toString().split('-') as [string, string, string]
  return {
    iso: date.toString(),
    slashed: `${day}/${month}/${year}`,
    short: `${day}/${month}/${year.slice(2)}`,
    named: `${day}-${MONTHS[date.month - 1]}-${year}`,
  }
}
