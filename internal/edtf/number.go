package edtf

// Number returns how many days lie between 1 January of the year 0 and d: a number that
// a scale can be drawn with. Days before are negative.
func (d Day) Number() int {
	// The year is taken to begin in March, so that a leap day is its last
	// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
	year, month := d.Year, d.Month-3
	if month < 0 {
		year, month = year-1, month+12
	}
	era := floorDiv(year, 400)
	ofEra := year - era*400
	return era*daysPerEra + ofEra*365 + ofEra/4 - ofEra/100 + (153*month+2)/5 + d.Day - 1 + marchOffset
}

// NumberedDay returns the day of a number: the inverse of [Day.Number].
func NumberedDay(n int) Day {
	n -= marchOffset
	era := floorDiv(n, daysPerEra)
	of := n - era*daysPerEra // day of the era, 0 to 146,096
	year := (of - of/1460 + of/36_524 - of/146_096) / 365
	of -= 365*year + year/4 - year/100
	month := (5*of + 2) / 153
	d := Day{Year: year + era*400, Month: month + 3, Day: of - (153*month+2)/5 + 1}
	if d.Month > 12 {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	return d
}

const (
	daysPerEra  = 146_097 // in 400 years
	marchOffset = 60      // from 1 January of the year 0, a leap year, to 1 March
)

func floorDiv(a, b int) int {
	if a < 0 {
		return -((b - 1 - a) / b)
	}
	return a / b
}

// FormatYear prints an astronomical year as dates are printed: "2015", "AD 79", "44 BC".
func FormatYear(year int) string { return string(appendYear(nil, year)) }

// MonthName is the English name of a month, 1 to 12.
func MonthName(month int) string { return monthNames[month] }
