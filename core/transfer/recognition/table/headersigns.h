#pragma once
#include "core/transfer/reading/sample.h"

namespace aisle {

/// What speaks for the first row of a sample being a header, in fields.
struct HeaderSigns
{
    int known = 0, values = 0, typed = 0, unlike = 0, repeated = 0;
};
HeaderSigns signsOfHeader(const SampleRows &sample);

/// A header has names: no numbers and dates, none twice, and either words that are known or values unlike those below.
bool firstRowIsHeader(const SampleRows &sample);

} // namespace aisle
