#pragma once
#include <QString>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

enum class SplitKind {
    Time,
    LeaveLastOut,
    UserRandom,
    Random,
    Folds,
    NewUsers,
    Fixed,
    None,
    NewProducts,
    LeaveLastBasketOut,
    UserFolds
};

/// How events are divided, as `--split` writes it (see SplitSpec::parse).
struct SplitSpec
{
    SplitKind kind = SplitKind::Time;
    bool randomInput = false; ///< NewUsers, UserFolds: a held-out shopper's input is drawn at random (Liang et al.
                              ///< 2018), else the first events
    double train = .8, valid = .1, test = .1;        ///< shares; ratios are rounded down
    std::optional<std::int64_t> validFrom, testFrom; ///< Time by dates, Unix ms
    int folds = 5, fold = 0;
    double inputShare = .8; ///< NewUsers, UserFolds: share of a held-out shopper's events that is input

    /// @throws Error split.unknown (names the forms), split.ratios
    static SplitSpec parse(const QString &text);
    /// Nothing for what a stored run says and cannot be read any more.
    static std::optional<SplitSpec> readable(const QString &text);
    /// Dates are UTC; one date alone is where the test part starts, two shares alone are train and test.
    QString text() const;       ///< parse(text()) gives the same
    bool hasValidation() const; ///< can have one; whether it does (`fixed`, tiny logs): Split::count(Part::Valid)
    /// Whether the input when testing is everything before the test part (time, leave-last-out,
    /// leave-last-basket-out), or the train part only.
    bool isOrdered() const;
    /// Whether what shoppers had is offered again unless the analyst says otherwise: next baskets live on repeats.
    bool offersSeen() const { return kind == SplitKind::LeaveLastBasketOut; }
};

/// How a divided log counts, besides where it is cut.
struct SplitRules
{
    std::vector<bool> relevant{};                ///< [kinds of the dataset] when judged; empty: as the dataset says
    std::map<std::string, double> kindWeights{}; ///< by EventKind::name, instead of what the project says
    /// As 0.1 did, for what it trained: every product of the input is masked and so are kinds that are only relevant,
    /// leave-last-out asks for three relevant events.
    bool asIn01 = false;
};

enum class Part : std::uint8_t { Train, Valid, Test, Input, Out };

} // namespace aisle
