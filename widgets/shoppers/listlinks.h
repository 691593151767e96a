#pragma once
#include "core/common/ids.h"

#include <QPointer>
#include <QWidget>
#include <optional>

namespace aisle {

class ListColumn;

/// The gap between two list columns: a line for each product that both lists have.
class ListLinks : public QWidget
{
    Q_OBJECT
public:
    explicit ListLinks(QWidget *parent = nullptr);
    void setColumns(ListColumn *left, ListColumn *right);
    void markProduct(std::optional<ItemId> item);
    int shared() const; ///< products in both lists

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPointer<ListColumn> m_left;
    QPointer<ListColumn> m_right;
    std::optional<ItemId> m_marked;
};

} // namespace aisle
