#pragma once
#include "models/listdesk.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <array>

class QLabel;
class QPushButton;
class QToolButton;
class QHBoxLayout;

namespace aisle {

class ProductField;
class WhyColumn;

/// One product under every compared run: why it stands where it does, or why it does not.
class WhyView : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit WhyView(QWidget *parent = nullptr);

    void setSession(SessionPointer session);
    void setVisibleSlots(const std::vector<int> &visibleSlots);
    void showProduct(const ProductRef &product); ///< before its reasons are known
    void showWhy(const ListDesk::Why &why, const ListDesk &desk, int k);
    void showAlike(const ListDesk::Alike &alike);

Q_SIGNALS:
    void productChosen(const aisle::ProductRef &product);
    void addRequested(const aisle::ItemRecord &item);
    void openRequested(); ///< the product's own page
    void mapRequested();
    void closed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void createWidgets();
    void createButtons();
    void layOut();
    void connectAll();
    void retranslate() override;
    void nameProduct();
    void nameButtons();

    SessionPointer m_session;
    std::optional<ProductRef> m_product;
    std::optional<ItemRecord> m_item;
    QLabel *m_name;
    QLabel *m_facts;
    QPushButton *m_add;
    QPushButton *m_open;
    QPushButton *m_map;
    ProductField *m_other;
    QToolButton *m_close;
    QWidget *m_columnArea;
    QHBoxLayout *m_columnLayout;
    std::array<WhyColumn *, ListDesk::kSlots> m_columns{};
};

} // namespace aisle
