#pragma once
#include "core/dataset/split.h"
#include "widgets/common/retranslated.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;

namespace aisle {

class NumberField;

/// Chooses how events are divided: the way, and the numbers that way needs.
class SplitEditor : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit SplitEditor(QWidget *parent = nullptr);

    SplitSpec spec() const;
    void setSpec(const SplitSpec &spec);
    /// What the log allows: splits by time need times, "as the log says" needs parts.
    void setAllowed(bool times, bool parts);
    void setPeriod(std::int64_t firstAt, std::int64_t lastAt); ///< where dates start from

Q_SIGNALS:
    void changed();

private:
    enum class Way {
        TimeShares,
        TimeDates,
        LeaveLastOut,
        LeaveLastBasketOut,
        UserRandom,
        Random,
        Folds,
        NewUsers,
        NewProducts,
        UserFolds,
        Fixed,
        None
    };
    Way way() const;
    void showWay();
    void retranslate() override;
    void onChanged();

    QComboBox *m_way;
    QLabel *m_help;
    QWidget *m_shares;
    NumberField *m_train;
    NumberField *m_valid;
    QLabel *m_trainLabel;
    QLabel *m_validLabel;
    QLabel *m_testLabel;
    QWidget *m_dates;
    QDateEdit *m_validFrom;
    QDateEdit *m_testFrom;
    QLabel *m_validFromLabel;
    QLabel *m_testFromLabel;
    QWidget *m_folds;
    NumberField *m_foldCount;
    NumberField *m_fold;
    QLabel *m_foldCountLabel;
    QLabel *m_foldLabel;
    QWidget *m_input;
    NumberField *m_inputShare;
    QLabel *m_inputLabel;
    QCheckBox *m_randomInput;
    bool m_showing = false;
};

} // namespace aisle
