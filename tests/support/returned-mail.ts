// What a mail server sends back (RFC 3464), as Postfix writes it.

export interface Returning {
	/** The mail that comes back, whole; undefined: nothing of it comes along. */
	original?: string | undefined;
	headersOnly?: boolean;
	/** Where it comes back to. */
	to: string;
	lowerCase?: boolean;
	action?: string;
	status?: string;
	/** The other server's own words. */
	diagnostic?: string | undefined;
	/** Content-Type, without its boundary. */
	type?: string;
}

export function returnedMail({
	original,
	headersOnly,
	to,
	lowerCase,
	action = 'failed',
	status = '5.1.1',
	diagnostic,
	type = 'multipart/report; report-type=delivery-status',
}: Returning): string {
	const address = lowerCase ? to.toLowerCase() : to;
	const [headers = ''] = (original ?? '').split(/\r?\n\r?\n/);
	return [
		'Return-Path: <>',
		`Delivered-To: ${address}`,
		'From: MAILER-DAEMON@mail.example (Mail Delivery System)',
		`To: ${address}`,
		'Subject: Undelivered Mail Returned to Sender',
		'Auto-Submitted: auto-replied',
		'MIME-Version: 1.0',
		`Content-Type: ${type}; boundary="returned"`,
		'',
		'--returned',
		'Content-Type: text/plain; charset=us-ascii',
		'',
		'I am sorry to have to inform you that your message could not be delivered.',
		'',
		'--returned',
		'Content-Type: message/delivery-status',
		'',
		'Reporting-MTA: dns; mail.example',
		'X-Postfix-Queue-ID: 4XyZ',
		'',
		'Final-Recipient: rfc822; ayse@ouders.example',
		`Action: ${action}`,
		`Status: ${status}`,
		...(diagnostic ? [`Diagnostic-Code: smtp;`, ` ${diagnostic}`] : []),
		'',
		...(original === undefined
			? []
			: [
					'--returned',
					`Content-Type: ${headersOnly ? 'text/rfc822-headers' : 'message/rfc822'}`,
					'',
					headersOnly ? headers : original,
				]),
		'--returned--',
		'',
	].join('\r\n');
}
