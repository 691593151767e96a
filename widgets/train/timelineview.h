#pragma once
#include "core/dataset/split.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <cstdint>
#include <optional>

namespace aisle {

/// A small picture of how a split divides the log: a bar with the shares of train, validation and test (with the dates
/// where the split goes by time), above a few shoppers whose events are dots in the colour of their part.
class TimelineView : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    struct Facts
    {
        std::size_t train = 0, valid = 0, test = 0; ///< events
        std::optional<std::int64_t> firstAt, validFrom, testFrom, lastAt;
    };
    explicit TimelineView(QWidget *parent = nullptr);
    void setSplit(const SplitSpec &spec);
    void setFacts(const std::optional<Facts> &facts); ///< absent: the shares that the split asks for

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Shares
    {
        double train, valid, test;
    };
    Shares shares() const;
    Part partOf(int shopper, int event, double place) const;
    void paintBar(QPainter &painter, const QRectF &bar) const;
    void paintLabels(QPainter &painter, const QRectF &bar) const;
    void paintShoppers(QPainter &painter, const QRectF &area) const;
    void describe();
    void retranslate() override;

    SplitSpec m_spec;
    std::optional<Facts> m_facts;
};

} // namespace aisle
