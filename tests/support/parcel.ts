import type { Parcel } from '#lib/notifications/server/parcels.ts';
import { schoolId } from './people.ts';

/** What a channel is given to send: an e-mail to Ayşe, unless the test says otherwise. */
export function parcelOf(change: Partial<Parcel> = {}): Parcel {
	return {
		schoolId,
		id: 'delivery-one',
		noticeId: 'notice-one',
		channel: 'email',
		target: 'ayse@ouders.example',
		content: {
			locale: 'nl',
			title: 'U komt kijken in de klas van Elif',
			lines: ['dinsdag 13 oktober, 8.30 tot 9.00 uur', 'Meld u bij de balie.'],
			action: { label: 'Afspraak bekijken', path: '/join/abc' },
		},
		expiresAt: null,
		attempts: 1,
		route: 'email',
		sort: 'appointments',
		guardianId: 'ayse',
		school: { name: 'OBS De Vuurvogel', email: 'info@school.example' },
		subscription: null,
		discreet: true,
		unread: 1,
		hindrance: null,
		...change,
	};
}
