#pragma once
#include "core/storage/catalogue.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QFrame>

class QFormLayout;
class QLabel;

namespace aisle {

/// What the catalogue says of a product: picture, title, key, category, brand, price, description and every other
/// attribute.
class ProductCard : public Retranslated<QFrame>
{
    Q_OBJECT
public:
    explicit ProductCard(QWidget *parent = nullptr);

    void setSession(SessionPointer session) { m_session = std::move(session); }
    void showProduct(const ProductRef &product); ///< before its record is read
    void showRecord(const ItemRecord &record);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retranslate() override;
    void showPicture();
    void addFact(const QString &name, const QString &value);

    SessionPointer m_session;
    std::optional<ItemRecord> m_record;
    QLabel *m_picture;
    QLabel *m_title;
    QLabel *m_notProduct;
    QWidget *m_factArea;
    QFormLayout *m_facts;
    QLabel *m_description;
};

} // namespace aisle
