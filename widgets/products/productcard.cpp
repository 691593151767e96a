#include "widgets/products/productcard.h"
#include "widgets/common/pictures.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QFormLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace aisle {

namespace {

constexpr int kPictureHeight = 200;
constexpr int kMostAttributes = 40;

QLabel *wrapped(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString valueText(const QJsonValue &value)
{
    if (value.isDouble())
        return QLocale().toString(value.toDouble(), 'g', 10);
    return value.toVariant().toString();
}

} // namespace

ProductCard::ProductCard(QWidget *parent) : Retranslated(parent)
{
    showAsCard(this);
    auto *content = new QWidget(this);
    m_picture = new QLabel(content);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->hide();
    m_title = wrapped(content);
    m_title->setFont(pageTitleFont());
    m_notProduct = wrapped(content);
    m_factArea = new QWidget(content);
    m_facts = new QFormLayout(m_factArea);
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(kSpaceInside);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    m_description = wrapped(content);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(kSpaceBetween);
    for (auto *part : {static_cast<QWidget *>(m_picture), static_cast<QWidget *>(m_title),
                       static_cast<QWidget *>(m_notProduct), m_factArea, static_cast<QWidget *>(m_description)})
        layout->addWidget(part);
    layout->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 1, 1, 1);
    outer->addWidget(scroll);
    connect(&Pictures::instance(), &Pictures::ready, this, &ProductCard::showPicture);
    retranslate();
}

void ProductCard::showProduct(const ProductRef &product)
{
    if (m_record && m_record->id == product.id)
        return;
    ItemRecord record;
    record.id = product.id;
    record.key = product.key;
    record.title = product.title;
    showRecord(record);
}

void ProductCard::addFact(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *label = new QLabel(name, m_factArea);
    setSecondary(label);
    auto *text = wrapped(m_factArea);
    text->setText(value);
    m_facts->addRow(label, text);
}

void ProductCard::showRecord(const ItemRecord &record)
{
    m_record = record;
    if (!m_session)
        return;
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    const auto key = m_session->keys().product(record.key);
    m_title->setText(record.title.isEmpty() ? key : record.title);
    m_notProduct->setVisible(!record.isProduct);
    if (!record.title.isEmpty())
        addFact(tr("Key"), key);
    addFact(tr("Category"), record.category);
    addFact(tr("Brand"), record.brand);
    if (record.price)
        addFact(tr("Price"), QLocale().toString(*record.price, 'f', 2));
    const bool mayTell = !m_session->keys().usesPseudonyms(); // an attribute may repeat a key
    const auto attributes = mayTell ? QJsonDocument::fromJson(record.attributes.toUtf8()).object() : QJsonObject();
    int shown = 0;
    for (auto attribute = attributes.begin(); attribute != attributes.end() && shown < kMostAttributes; ++attribute)
        addFact(attribute.key(), valueText(attribute.value())), ++shown;
    m_description->setText(record.description);
    m_description->setVisible(!record.description.isEmpty());
    showPicture();
}

void ProductCard::showPicture()
{
    const auto ratio = devicePixelRatioF();
    const QSize room(std::max(80, width() - 40), kPictureHeight);
    auto picture = m_record ? Pictures::instance().picture(m_record->image, room * ratio) : QPixmap();
    picture.setDevicePixelRatio(ratio);
    m_picture->setPixmap(picture);
    m_picture->setVisible(!picture.isNull());
}

void ProductCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    showPicture();
}

void ProductCard::retranslate()
{
    m_notProduct->setText(tr("Not a product: left out of training and lists."));
    m_picture->setAccessibleName(tr("Picture of the product"));
    if (m_record)
        showRecord(*m_record);
}

void ProductCard::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        m_title->setFont(pageTitleFont());
}

} // namespace aisle
