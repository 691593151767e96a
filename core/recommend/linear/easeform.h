#pragma once
#include "core/dataset/trainingset.h"
#include "core/params/paramtable.h"

#include <vector>

namespace aisle {

/// How EASE looks at the pairs (Steck 2019, 2020; Park et al. 2025). A recommender's parameters derive from it.
struct EaseForm
{
    double l2 = 0;
    double beta = 0.5;
    double gamma = -0.1;
    double dropout = 0.33;

    bool isPlain() const { return beta == 0 && gamma == 0 && dropout == 0; }
    double dropoutOdds() const { return dropout / (1 - dropout); }
    double l2For(const TrainingSet &train) const;    ///< l2, or what follows from the data where it is 0
    double gammaFor(const TrainingSet &train) const; ///< gamma, or what follows from the data where it is below 0
};

/// How many entries each row, and each column, has.
std::vector<std::uint32_t> rowCounts(const SparseRows &rows);
std::vector<std::uint32_t> columnCounts(const SparseRows &rows);
/// (n / mean n)^-power; the mean is over those that have any, and 1 stands for the others.
std::vector<float> normalisation(const std::vector<std::uint32_t> &counts, double power);

/// Adds l2, beta, gamma and dropout to a table of such parameters.
template <class Params>
ParamTable<Params> withEaseForm(ParamTable<Params> table)
{
    table
        .add("l2", static_cast<double Params::*>(&Params::l2),
             {QT_TRANSLATE_NOOP("Param", "L2"),
              QT_TRANSLATE_NOOP("Param", "Regularisation: higher trusts pairs with few common shoppers less. 0 follows "
                                         "the data: fifty times the root of a product's mean shoppers, 50 at least and "
                                         "500 at most.")},
             {0, 1e4, ParamScale::Log})
        .add("beta", static_cast<double Params::*>(&Params::beta),
             {QT_TRANSLATE_NOOP("Param", "Shoppers' normalisation"),
              QT_TRANSLATE_NOOP("Param", "The weight of a shopper's history is divided by its number of products to "
                                         "this power, so that long histories do not decide everything. 0: every "
                                         "history has the same weight.")},
             {0, 1})
        .add("gamma", static_cast<double Params::*>(&Params::gamma),
             {QT_TRANSLATE_NOOP("Param", "Products' normalisation"),
              QT_TRANSLATE_NOOP("Param", "A product's column is divided by its number of shoppers to this power: "
                                         "higher helps products that few have chosen. 0: all count the same. Below 0 "
                                         "follows the data: 0.2, and 0.15 where events have times, since what few have "
                                         "chosen is then often no longer sold.")},
             {-0.1, 1})
        .add(
            "dropout", static_cast<double Params::*>(&Params::dropout),
            {QT_TRANSLATE_NOOP("Param", "Dropout"),
             QT_TRANSLATE_NOOP("Param", "Share of a history that is as if left out at random, in closed form: it holds "
                                        "down the weights of popular products. 0: none.")},
            {0, 0.95});
    return table;
}

} // namespace aisle
