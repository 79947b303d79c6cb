package edtf_test

import (
	"errors"
	"fmt"
	"slices"

	"gloss/internal/edtf"
)

func ExampleParse() {
	d, err := edtf.Parse("[2025-01-20..2025-02-25]")
	if err != nil {
		fmt.Println(err)
		return
	}
	latest, _ := d.Latest()
	fmt.Println(d.Format())
	fmt.Println(latest)
	// Output:
	// between 20 January and 25 February 2025
	// 2025-02-25
}

func ExampleError() {
	_, err := edtf.Parse("2017-18")
	var e *edtf.Error
	if errors.As(err, &e) {
		fmt.Println(e)
		fmt.Println("hint:", e.Hint)
	}
	// Output:
	// date "2017-18": 18 is neither a month (01–12) nor a season (21–24)
	// hint: a span of two years is written "2017/2018"
}

func ExampleCompare() {
	var dates []edtf.Date
	for _, s := range []string{"/2025-09", "2015/..", "2022-02", "2015", "2015-08-26", "2025-10"} {
		d, _ := edtf.Parse(s)
		dates = append(dates, d)
	}
	slices.SortFunc(dates, edtf.Compare)
	for _, d := range dates {
		fmt.Println(d.Format())
	}
	// Output:
	// 2015
	// 2015 onwards
	// 26 August 2015
	// February 2022
	// by September 2025
	// October 2025
}

func ExampleOverlaps() {
	month, _ := edtf.Parse("2025-01")
	day, _ := edtf.Parse("2025-01-17")
	later, _ := edtf.Parse("2025-02")
	fmt.Println(edtf.Overlaps(month, day), edtf.Overlaps(later, day))
	// Output: true false
}

func ExampleDate_HTML5() {
	for _, s := range []string{"2022-02?", "2025-21"} {
		d, _ := edtf.Parse(s)
		value, ok := d.HTML5()
		fmt.Printf("%q %v\n", value, ok)
	}
	// Output:
	// "2022-02" true
	// "" false
}
