#pragma once
#include "core/runs/protocol.h"
#include "widgets/common/datafacts.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <vector>

class QCheckBox;
class QLabel;

namespace aisle {

class NumberField;

/// Which kinds of events lists are learnt from, by which they are judged, what an event of each weighs, and whether
/// what was given back counts.
class KindChoice : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit KindChoice(QWidget *parent = nullptr);

    void setKinds(const std::vector<DataFacts::Kind> &kinds); ///< nothing is chosen: readFrom() follows
    void showRelevant(const QStringList &kinds);              ///< as the data say, unless the analyst chose

    QStringList learnt() const;
    QStringList relevant() const;
    Returns returns() const; ///< Cancel or Keep: what comes of the choice on this log

    void writeTo(Protocol &protocol) const;
    void readFrom(const Protocol &protocol);

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        EventKind kind;
        std::int64_t events;
        QCheckBox *learn;
        QCheckBox *want;
        NumberField *weight;
        QLabel *label;
    };
    void addRow(const DataFacts::Kind &kind);
    QStringList ticked(QCheckBox *Row::*box) const;
    bool hasReturns() const;
    void onChanged();
    void showState();
    void retranslate() override;

    std::vector<Row> m_rows;
    bool m_isOpen = true; ///< nobody chose what is relevant
    bool m_showing = false;
    QLabel *m_title;
    QWidget *m_kinds;
    QLabel *m_learnHeader;
    QLabel *m_wantHeader;
    QLabel *m_weightHeader;
    QLabel *m_help;
    QCheckBox *m_cancelReturns;
};

} // namespace aisle
