#pragma once
#include "core/transfer/reading/rowreader.h"
#include "core/transfer/reading/sample.h"
#include "core/transfer/recognition/hints.h"

namespace aisle {

/// The table of a file as a sample of its text shows it: how it is cut, where it begins, what its columns are called.
struct SampledTable
{
    SampleText text; ///< what the sample points into
    SampleRows sample;
    std::vector<std::string> names; ///< of the columns; empty where lines are pairs (Recipe::layout)
    std::size_t firstRow = 0;       ///< of the data
    bool isWhole = false;           ///< the sample is every row of the file
    double fittingShare = 1;        ///< of the sampled rows that have the columns, no more and no fewer
    Recipe recipe;                  ///< encoding, layout, separator, quotes, lines above, header
    QStringList remarks;            ///< what a person should know of it
};

/// @throws Error import.empty-file, import.not-text, import.no-rows, import.too-many-columns, archive.*
SampledTable sampleTable(const InputSource &source, const RecognitionHints &hints, const ReadLimits &limits);

} // namespace aisle
