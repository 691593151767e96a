#pragma once
#include <cstddef>
#include <vector>

namespace aisle {

/// Brings the variances of all directions half the way to each other and the rows back to length 1: what encoders put
/// into whatever they read (its language, its length, that it is a product) else drowns what tells rows apart. Half of
/// ZCA whitening (Su et al. 2021 have the whole) with a tenth of the mean variance added, so that what no row differs
/// in is not blown up. Nothing is done beyond 1,024 numbers a row.
/// @param rows  row-major [n x dims], their mean about 0; rows of zeros stay as they are
void evenOut(std::vector<float> &rows, std::size_t dims);

} // namespace aisle
