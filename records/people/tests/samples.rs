//! Every page in every state is sound.

#[test]
fn every_page_of_people_is_sound() {
    assert_eq!(web::testing::check_samples(&people::samples()), Vec::<String>::new());
}
