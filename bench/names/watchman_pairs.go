// watchman_pairs - scores of Moov Watchman for a CSV of pairs (name1, name2, schema with a header), one a line: for peers.py.
//
// Built inside a checkout of github.com/moov-io/watchman, outside this repository:
//
//	mkdir CHECKOUT/cmd/pairs && cp bench/names/watchman_pairs.go CHECKOUT/cmd/pairs/main.go
//	cd CHECKOUT && go build -o watchman_pairs ./cmd/pairs && go build -o watchman ./cmd/server
//
// The server reads lists from files: INITIAL_DATA_DIRECTORY=DIR INCLUDED_LISTS=us_ofac,un_csl ./watchman, where DIR holds OFAC's
// add.csv, alt.csv, sdn.csv, sdn_comments.csv, and the UN's list as un_consolidated.xml.
package main

import (
	"encoding/csv"
	"fmt"
	"os"

	"github.com/moov-io/watchman/pkg/search"
)

func entity(name, schema string) search.Entity[search.Value] {
	e := search.Entity[search.Value]{Name: name}
	switch schema {
	case "Person":
		e.Type, e.Person = search.EntityPerson, &search.Person{Name: name}
	case "Company":
		e.Type, e.Business = search.EntityBusiness, &search.Business{Name: name}
	case "Vessel":
		e.Type, e.Vessel = search.EntityVessel, &search.Vessel{Name: name}
	default:
		e.Type, e.Organization = search.EntityOrganization, &search.Organization{Name: name}
	}
	return e.Normalize()
}

func main() {
	f, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic(err)
	}
	for _, r := range rows[1:] {
		fmt.Printf("%.6f\n", search.Similarity(entity(r[0], r[2]), entity(r[1], r[2])))
	}
}
